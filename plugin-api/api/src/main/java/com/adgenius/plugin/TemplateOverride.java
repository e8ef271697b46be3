package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a tenant has in place of, or beside, the texts of a generator's prompt template, by the settings {@code templates}, an
 * object of texts, and {@code extra_instructions}, a text. The generator's settings schema says which texts there are and what
 * they may hold; what of the template nobody may change is not among them.
 *
 * @param texts by their names in the template
 * @param extraInstructions what the model is told beside; empty for nothing
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public record TemplateOverride(Map<String, String> texts, String extraInstructions) {

    private static final String TEMPLATES = "templates";
    private static final String EXTRA = "extra_instructions";

    public TemplateOverride {
        texts = Map.copyOf(texts);
        requireNonNull(extraInstructions, "extraInstructions is null");
    }

    /** What those settings say; an empty text is none. */
    public static TemplateOverride of(Settings settings) {
        return new TemplateOverride(
                settings.texts(TEMPLATES), settings.text(EXTRA).orElse("").strip());
    }

    /** The tenant's text of that name, else the template's. */
    public String text(String name, String usual) {
        return texts.getOrDefault(name, usual);
    }

    /** The extra instructions in the place {@code {extra}} of that text; empty without any. */
    public String extra(String frame) {
        return extraInstructions.isEmpty() ? "" : frame.replace("{extra}", extraInstructions);
    }

    /** The names of what a prompt is made of: the template's, and the tenant's where it has something. */
    public List<PromptTemplate> names(List<PromptTemplate> usual) {
        if (texts.isEmpty() && extraInstructions.isEmpty()) {
            return usual;
        }
        Map<String, String> all = new TreeMap<>(texts);
        all.put(EXTRA, extraInstructions);
        List<PromptTemplate> names = new ArrayList<>(usual);
        names.add(PromptTemplate.ofTenant(usual.getFirst().id(), all));
        return names;
    }
}
