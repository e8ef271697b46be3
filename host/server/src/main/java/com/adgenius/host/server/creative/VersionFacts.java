package com.adgenius.host.server.creative;

import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import com.adgenius.host.server.creative.CreativeVersions.Version;
import com.adgenius.plugin.PromptTemplate;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A version of a creative as a list of named texts, so that two can be compared line by line. */
final class VersionFacts {

    /** What the names of the content's facts begin with. */
    static final String CONTENT = "content.";

    private final Map<String, String> facts = new LinkedHashMap<>();

    private VersionFacts() {}

    /** How it was asked, by what it was made, and its content; what it lacks is an empty text. */
    static Map<String, String> of(Creative creative, Version version) {
        VersionFacts facts = new VersionFacts();
        facts.order(creative.order());
        facts.put("generator", creative.generator());
        facts.put("generator_version", creative.generatorVersion().orElse(""));
        creative.result().ifPresent(facts::made);
        version.assets().forEach(facts::content);
        return facts.facts;
    }

    private void order(CreativeOrder order) {
        put("prompt", order.prompt());
        put("instruction", order.parent().map(Parent::instruction).orElse(""));
        put("audience", order.audience());
        list("segments", order.segments());
        put("tone", order.tone());
        put("style", order.style());
        put("locale", order.locale());
        list("formats", order.formats());
        put("count", Integer.toString(order.count()));
        list("reference_ids", order.referenceIds());
        values("options", order.options());
    }

    private void made(Creative.Result result) {
        put("engineered_prompt", result.engineeredPrompt());
        put(
                "templates",
                result.templates().stream()
                        .map((PromptTemplate template) -> template.id() + " " + template.version())
                        .collect(Collectors.joining(", ")));
        put("model", result.model());
        values("parameters", result.parameters());
    }

    private void content(CreativeAsset asset) {
        String place = CONTENT + asset.format() + "." + asset.variant() + ".";
        switch (asset) {
            case Copy copy -> copy.fields().forEach((field, texts) -> list(place + field, texts));
            case MediaAsset media -> {
                put(place + "sha256", media.sha256());
                put(place + "media_type", media.mediaType());
                put(place + "width", Integer.toString(media.width()));
                put(place + "height", Integer.toString(media.height()));
                put(
                        place + "duration_ms",
                        media.duration()
                                .map(duration -> Long.toString(duration.toMillis()))
                                .orElse(""));
                put(place + "description", media.description());
            }
        }
    }

    private void list(String name, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            put(name + "[" + i + "]", texts.get(i));
        }
    }

    private void values(String name, Object value) {
        switch (value) {
            case Map<?, ?> object -> object.forEach((key, property) -> values(name + "." + key, property));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    values(name + "[" + i + "]", list.get(i));
                }
            }
            case BigDecimal number -> put(name, number.toPlainString());
            default -> put(name, value.toString());
        }
    }

    private void put(String name, String text) {
        facts.put(name, text);
    }
}
