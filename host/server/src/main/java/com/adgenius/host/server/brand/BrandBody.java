package com.adgenius.host.server.brand;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A brand as it is read and written; what is absent is empty. */
@Schema(name = "Brand", description = "A tenant's brand. What is absent when it is written is empty.")
record BrandBody(
        @Schema(description = "At most 100 characters.", example = "Strida")
        String name,

        @Schema(
                description = "What it offers, at most 2,000 characters.",
                example = "Running shoes for marathon runners, made in Portugal")
        String description,

        @Schema(description = "Whom it addresses, at most 500 characters.", example = "ambitious amateur runners")
        String audience,

        @Schema(description = "Words for its tone of voice, at most 20.", example = "[\"energetic\"]")
        List<String> voice,

        @Schema(
                description = "Its colours as #rrggbb, the leading one first, at most 12.",
                example = "[\"#0B1F3A\", \"#FF5A1F\"]")
        List<String> palette,

        @Schema(description = "Terms that no creative may contain, at most 200.")
        List<String> bannedTerms,

        @Schema(description = "Terms that each text creative must contain, at most 20.")
        List<String> requiredTerms,

        @Schema(description = "The id of an asset.", nullable = true) @Nullable
        String logoId)
        implements Validated {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    static final BrandBody EMPTY = new BrandBody("", "", "", List.of(), List.of(), List.of(), List.of(), null);

    BrandBody {
        name = Objects.requireNonNullElse(name, "");
        description = Objects.requireNonNullElse(description, "");
        audience = Objects.requireNonNullElse(audience, "");
        voice = Objects.requireNonNullElse(voice, List.of());
        palette = Objects.requireNonNullElse(palette, List.of());
        bannedTerms = Objects.requireNonNullElse(bannedTerms, List.of());
        requiredTerms = Objects.requireNonNullElse(requiredTerms, List.of());
    }

    @Override
    public void validate(Violations violations) {
        violations.atMost(name, "name", 100).plain(name, "name");
        violations.atMost(description, "description", 2_000).plain(description, "description");
        violations.atMost(audience, "audience", 500).plain(audience, "audience");
        terms(violations, voice, "voice", 20, 50);
        terms(violations, bannedTerms, "banned_terms", 200, 80);
        terms(violations, requiredTerms, "required_terms", 20, 80);
        violations.atMost(palette, "palette", 12);
        for (int i = 0; i < palette.size(); i++) {
            violations.check(
                    palette.get(i) != null && COLOUR.matcher(palette.get(i)).matches(),
                    "palette[" + i + "]",
                    "must be a colour as #rrggbb, for instance #ff5a1f");
        }
        Set<String> banned = new HashSet<>();
        bannedTerms.stream().filter(Objects::nonNull).forEach(term -> banned.add(term.toLowerCase(Locale.ROOT)));
        for (int i = 0; i < requiredTerms.size(); i++) {
            String term = requiredTerms.get(i);
            violations.check(
                    term == null || !banned.contains(term.toLowerCase(Locale.ROOT)),
                    "required_terms[" + i + "]",
                    "is among the banned terms as well");
        }
        violations.atMost(logoId, "logo_id", 60);
    }

    private static void terms(Violations violations, List<String> terms, String field, int most, int length) {
        violations.atMost(terms, field, most);
        for (int i = 0; i < Math.min(terms.size(), most); i++) {
            String place = field + "[" + i + "]";
            violations.text(terms.get(i), place, length).plain(terms.get(i), place);
        }
    }
}
