package com.adgenius.host.server.creative;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of what people may change of a creative; what is left out stays. Any change voids an approval. */
public record CreativePatch(
        @Schema(description = "The new name.", maxLength = 200) @Nullable
        String name,

        @Schema(description = "All tags from now on; at most 50.") @Nullable
        List<String> tags,

        @Schema(description = "The campaign that it belongs to from now on.", maxLength = 60) @Nullable
        String campaignId,

        @Schema(
                description = "New texts of a text creative that is ready, for each format and variant that is to be"
                        + " changed; at most 200.")
        @Nullable
        List<CopyEdit> content,

        @Schema(
                description = "A version of the content, see the creative's history, that is to be the content again.",
                minimum = "1")
        @Nullable
        Integer restoreVersion)
        implements Validated {

    private static final int EDITS = 200;

    @Override
    public void validate(Violations violations) {
        violations
                .atMost(name, "name", 200)
                .check(name == null || !name.isBlank(), "name", "must not be blank")
                .plain(name, "name")
                .atMost(tags, "tags", 50)
                .atMost(campaignId, "campaign_id", 60)
                .atMost(content, "content", EDITS)
                .check(
                        content == null || restoreVersion == null,
                        "restore_version",
                        "says what the content is to be, and so does content; send one of them");
        List<CopyEdit> edits = edits();
        for (int i = 0; i < Math.min(edits.size(), EDITS); i++) {
            String place = "content[" + i + "]";
            if (edits.get(i) == null) {
                violations.check(false, place, "is needed");
            } else {
                edits.get(i).validate(violations, place);
            }
        }
        List<String> all = tags == null ? List.of() : tags;
        for (int i = 0; i < all.size(); i++) {
            violations.text(all.get(i), "tags[" + i + "]", 100);
        }
        violations.check(new HashSet<>(all).size() == all.size(), "tags", "must not name the same twice");
    }

    List<CopyEdit> edits() {
        return content == null ? List.of() : content;
    }
}
