package com.adgenius.host.server.creative;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of what people may change of a creative; what is left out stays. */
public record CreativePatch(
        @Schema(description = "The new name.", maxLength = 200) @Nullable
        String name,

        @Schema(description = "All tags from now on; at most 50.") @Nullable
        List<String> tags)
        implements Validated {

    @Override
    public void validate(Violations violations) {
        violations
                .atMost(name, "name", 200)
                .check(name == null || !name.isBlank(), "name", "must not be blank")
                .atMost(tags, "tags", 50);
        List<String> all = tags == null ? List.of() : tags;
        for (int i = 0; i < all.size(); i++) {
            violations.text(all.get(i), "tags[" + i + "]", 100);
        }
        violations.check(new HashSet<>(all).size() == all.size(), "tags", "must not name the same twice");
    }
}
