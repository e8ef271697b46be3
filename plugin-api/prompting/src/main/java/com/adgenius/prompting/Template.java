package com.adgenius.prompting;

import com.adgenius.plugin.Api;
import com.adgenius.plugin.PromptTemplate;
import com.adgenius.plugin.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The texts that a generator's prompts are made of. Each version is a resource of its own, a JSON object with {@code id},
 * {@code version} and, under their names, texts as lists of lines. It is never changed, as creatives name it: a change is
 * another version.
 *
 * <p>A tenant may have its own in place of some of the texts, and instructions beside them, by the settings
 * {@code templates}, an object of texts, and {@code extra_instructions}, a text. What they may hold the generator's settings
 * schema says.
 *
 * @param names ids and versions of what it is made of, which the user sees: the template's and, where a tenant has something
 *     of its own, that of it
 * @param texts by their names
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public record Template(List<PromptTemplate> names, Map<String, String> texts) {

    private static final String TEMPLATES = "templates";
    private static final String INSTRUCTIONS = "extra_instructions";
    private static final String EXTRA = "extra";

    public Template {
        names = List.copyOf(names);
        texts = Map.copyOf(texts);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names is empty");
        }
    }

    /**
     * The template that the resource beside that class holds.
     *
     * @throws IllegalStateException when it is not there
     * @throws java.io.UncheckedIOException when it is no JSON object
     * @throws IllegalArgumentException when it has no id or version
     */
    public static Template read(Class<?> beside, String resource) {
        return of(Resource.json(beside, resource));
    }

    /**
     * The template that a JSON object is. What in it is no list of texts is not the template's, and left aside.
     *
     * @throws IllegalArgumentException when it has no id or version
     */
    public static Template of(Map<String, Object> document) {
        Map<String, String> texts = new LinkedHashMap<>();
        document.forEach((name, value) -> {
            if (value instanceof List<?> lines && lines.stream().allMatch(String.class::isInstance)) {
                texts.put(name, lines.stream().map(String.class::cast).collect(Collectors.joining("\n")));
            }
        });
        return new Template(List.of(new PromptTemplate(named(document, "id"), named(document, "version"))), texts);
    }

    /**
     * The text of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public String text(String name) {
        return Optional.ofNullable(texts.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The template " + names.getFirst().id() + " has no text \"" + name + "\""));
    }

    /**
     * This with what the tenant has of its own. The text {@code extra} then holds the tenant's instructions in the place
     * {@code {extra}}, and is empty where it has none; a template without that text takes no instructions.
     *
     * @param open the texts that a tenant may have of its own; whatever delimits the user's words is not among them
     */
    public Template forTenant(Settings settings, Set<String> open) {
        Map<String, String> own = new TreeMap<>(settings.texts(TEMPLATES));
        own.keySet().retainAll(open);
        String instructions = texts.containsKey(EXTRA)
                ? settings.text(INSTRUCTIONS).orElse("").strip()
                : "";
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.putAll(own);
        all.computeIfPresent(
                EXTRA, (_, text) -> instructions.isEmpty() ? "" : text.replace("{" + EXTRA + "}", instructions));
        if (own.isEmpty() && instructions.isEmpty()) {
            return new Template(names, all);
        }
        own.put(INSTRUCTIONS, instructions);
        List<PromptTemplate> named = new ArrayList<>(names);
        named.add(PromptTemplate.ofTenant(names.getFirst().id(), own));
        return new Template(named, all);
    }

    private static String named(Map<String, Object> document, String name) {
        if (document.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("The template has no " + name);
    }
}
