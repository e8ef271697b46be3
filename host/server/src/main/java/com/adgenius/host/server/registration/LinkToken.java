package com.adgenius.host.server.registration;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Validated;
import com.adgenius.host.server.http.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a request by somebody who opened a link in a mail. */
@Schema(description = "The token of a link in a mail.")
public record LinkToken(
        @Schema(
                description = "What stands behind #token= in the link.",
                example = EXAMPLE,
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String token)
        implements Validated {

    /** A token as the document shows it. */
    public static final String EXAMPLE = "pXzVt1Ql0Zg5mC2s8fJ7uYkN3eRb6oWiTdHaLcEvGxI";

    @Override
    public void validate(Violations violations) {
        violations.text(token, "token", LinkSecret.LONGEST);
    }

    /** The token of a valid body, without the blanks that copying may have added. */
    public String text() {
        return requireNonNull(token, "token is null").strip();
    }

    @Override
    public String toString() {
        return "LinkToken";
    }
}
