package com.adgenius.host.server.provider;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import com.adgenius.plugin.ModelKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The order in which a tenant wishes its model providers to be asked, in place of the one before. */
@Schema(
        name = "NewProviderOrder",
        description =
                "Plugins by kind of model, the first to be asked first. Those that are not named come after them, by"
                        + " id; a kind that is left out has no order of its own.")
record ProviderOrderInput(
        @Schema(description = "Providers of language.", example = "[\"model-openai\", \"model-local\"]") @Nullable
        List<String> text,

        @Schema(description = "Providers of pictures.", example = "[\"model-vertex\", \"model-local\"]") @Nullable
        List<String> image,

        @Schema(description = "Providers of videos.", example = "[\"model-vertex\"]") @Nullable
        List<String> video,

        @Schema(
                description = "Providers of embeddings. The first that is set up serves alone: vectors of two models"
                        + " cannot be compared.",
                example = "[\"model-openai\"]")
        @Nullable
        List<String> embedding)
        implements Validated {

    private static final int LIMIT = 50;
    private static final Pattern PLUGIN_ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    @Override
    public void validate(Violations violations) {
        for (ModelKind kind : ModelKind.values()) {
            List<String> ids = given(kind);
            if (ids != null) {
                validate(violations, kind.value(), ids);
            }
        }
    }

    private static void validate(Violations violations, String field, List<@Nullable String> ids) {
        violations.check(ids.size() <= LIMIT, field, "names more than " + LIMIT + " plugins");
        HashSet<String> seen = new HashSet<>();
        for (int i = 0; i < Math.min(ids.size(), LIMIT); i++) {
            String id = ids.get(i);
            String place = field + "[" + i + "]";
            if (id == null || !PLUGIN_ID.matcher(id).matches()) {
                violations.check(false, place, "is no id of a plugin");
            } else {
                violations.check(seen.add(id), place, "names \"" + id + "\" twice");
            }
        }
    }

    private @Nullable List<String> given(ModelKind kind) {
        return switch (kind) {
            case TEXT -> text;
            case IMAGE -> image;
            case VIDEO -> video;
            case EMBEDDING -> embedding;
        };
    }

    /** What is named; kinds for which nothing is are not there. */
    Map<ModelKind, List<String>> named() {
        Map<ModelKind, List<String>> named = new EnumMap<>(ModelKind.class);
        for (ModelKind kind : ModelKind.values()) {
            List<String> ids = given(kind);
            if (ids != null && !ids.isEmpty()) {
                named.put(kind, ids);
            }
        }
        return named;
    }
}
