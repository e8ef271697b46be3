package com.adgenius.plugins.text;

import com.adgenius.plugin.PromptTemplate;
import com.adgenius.plugin.Settings;
import com.adgenius.plugin.TemplateOverride;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The texts that prompts for copy are made of: role and rules, what is asked, and examples for each format. Each version is
 * a resource of its own, which is never changed; a change is another version. A tenant may have its own in place of some of
 * them, never of the frame.
 *
 * @param names ids and versions of what it is made of, which the user sees
 * @param role who the model is and how it writes, with {@code {format}, {language}}
 * @param extra what the tenant tells the model beside; empty for nothing
 * @param frame what no tenant changes: fields, rules, what is data, the form of the answer; with {@code {language},
 *     {fields}, {rules}, {examples}}
 * @param task what is asked, with {@code {number}}
 * @param segment what is added for one audience segment
 * @param variation what is added for a variation of earlier copy
 * @param references what is said of pictures that come along
 * @param repair what is added to ask once more, with {@code {answer}, {problems}}
 */
record CopyTemplate(
        List<PromptTemplate> names,
        String role,
        String extra,
        String frame,
        String task,
        String segment,
        String variation,
        String references,
        String repair,
        List<Example> examples) {

    private static final String CURRENT = "text-copy.v2.json";

    CopyTemplate {
        names = List.copyOf(names);
        examples = List.copyOf(examples);
    }

    /**
     * What good copy looks like.
     *
     * @param formats ids of the formats that it is shown for
     * @param data the brief, by the names that {@link BriefData} uses
     * @param variants by the format's fields
     * @param tags as the answer has them
     */
    record Example(
            Set<String> formats, Map<String, Object> data, List<Map<String, Object>> variants, List<Object> tags) {

        /** As the model is shown it, without the fields that it is not asked for. */
        String shown(Set<String> known) {
            List<Map<String, Object>> asked = new ArrayList<>();
            for (Map<String, Object> variant : variants) {
                Map<String, Object> fields = new LinkedHashMap<>(variant);
                fields.keySet().removeAll(known);
                asked.add(fields);
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put(ResponseSchema.VARIANTS, asked);
            answer.put(ResponseSchema.TAGS, tags);
            return "<example-data>\n" + Json.writeEscaped(data) + "\n</example-data>\n<example-answer>\n"
                    + Json.writeEscaped(answer) + "\n</example-answer>";
        }
    }

    /** The version that is used now. */
    static CopyTemplate load() {
        return read(CURRENT);
    }

    static CopyTemplate read(String resource) {
        try {
            return of((Map<?, ?>) Json.parse(resource(resource)));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** The text of a resource beside this class. */
    static String resource(String resource) {
        try (InputStream input = CopyTemplate.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException(resource + " is missing from the plugin's jar");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** With what the tenant has in place of these texts. */
    CopyTemplate of(Settings settings) {
        TemplateOverride own = TemplateOverride.of(settings);
        return new CopyTemplate(
                own.names(names),
                own.text("role", role),
                own.extra(extra),
                frame,
                task,
                own.text("segment", segment),
                own.text("variation", variation),
                references,
                repair,
                examples);
    }

    /** The examples for that format, as the model is shown them; empty where there are none. */
    String examples(TextFormat format, Set<String> known) {
        String shown = examples.stream()
                .filter(example -> example.formats().contains(format.id()))
                .map(example -> example.shown(known))
                .collect(Collectors.joining("\n"));
        return shown.isEmpty()
                ? ""
                : "\nAn example for this placement, of another brand; take its form and care, none of its words:\n"
                        + shown + "\n";
    }

    private static CopyTemplate of(Map<?, ?> template) {
        List<Example> examples = new ArrayList<>();
        for (Object example : (List<?>) template.get("examples")) {
            examples.add(example((Map<?, ?>) example));
        }
        return new CopyTemplate(
                List.of(new PromptTemplate((String) template.get("id"), (String) template.get("version"))),
                text(template, "role"),
                text(template, "extra"),
                text(template, "frame"),
                text(template, "task"),
                text(template, "segment"),
                text(template, "variation"),
                text(template, "references"),
                text(template, "repair"),
                examples);
    }

    private static Example example(Map<?, ?> example) {
        Map<?, ?> answer = (Map<?, ?>) example.get("answer");
        return new Example(
                ((List<?>) example.get("formats"))
                        .stream().map(String.class::cast).collect(Collectors.toSet()),
                object(example.get("data")),
                ((List<?>) answer.get(ResponseSchema.VARIANTS))
                        .stream().map(CopyTemplate::object).toList(),
                List.copyOf((List<?>) answer.get(ResponseSchema.TAGS)));
    }

    private static Map<String, Object> object(Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, property) -> object.put((String) name, property));
        return object;
    }

    private static String text(Map<?, ?> template, String name) {
        return ((List<?>) template.get(name)).stream().map(String.class::cast).collect(Collectors.joining("\n"));
    }
}
