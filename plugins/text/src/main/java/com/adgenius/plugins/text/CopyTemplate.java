package com.adgenius.plugins.text;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.PromptTemplate;
import com.adgenius.plugin.Settings;
import com.adgenius.prompting.BriefData;
import com.adgenius.prompting.Json;
import com.adgenius.prompting.Resource;
import com.adgenius.prompting.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What prompts for copy are made of. Its texts are {@code role}, who the model is and how it writes, with {@code {format},
 * {language}}; {@code extra}, what the tenant tells the model beside; {@code frame}, what no tenant changes: fields, rules,
 * what is data, the form of the answer, with {@code {language}, {fields}, {rules}, {examples}}; {@code task}, what is asked,
 * with {@code {number}}; {@code segment}, {@code variation} and {@code references}, what is added for one audience segment,
 * for a variation of earlier copy and for pictures that come along; {@code repair}, what is added to ask once more, with
 * {@code {answer}, {problems}}.
 *
 * @param template the texts
 * @param examples what good copy looks like, for each format
 */
record CopyTemplate(Template template, List<Example> examples) {

    /** What of the template a tenant may have of its own: all but what keeps the brief from being an instruction. */
    static final Set<String> OPEN = Set.of("role", "segment", "variation");

    private static final String CURRENT = "text-copy.v2.json";

    CopyTemplate {
        requireNonNull(template, "template is null");
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
        Map<String, Object> document = Resource.json(CopyTemplate.class, resource);
        List<Example> examples = ((List<?>) document.get("examples"))
                .stream().map(example -> example((Map<?, ?>) example)).toList();
        return new CopyTemplate(Template.of(document), examples);
    }

    /** With what the tenant has in place of its texts. */
    CopyTemplate of(Settings settings) {
        return new CopyTemplate(template.forTenant(settings, OPEN), examples);
    }

    /** Ids and versions of what it is made of, which the user sees. */
    List<PromptTemplate> names() {
        return template.names();
    }

    String text(String name) {
        return template.text(name);
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
}
