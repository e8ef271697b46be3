package com.adgenius.host.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.scope.Role;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTokenTest {

    @ParameterizedTest
    @CsvSource({
        "EDITOR, OWNER, EDITOR",
        "EDITOR, EDITOR, EDITOR",
        "EDITOR, VIEWER, VIEWER",
        "EDITOR, CLIENT, CLIENT",
        "VIEWER, ADMIN, VIEWER",
        "VIEWER, CLIENT,",
        "CLIENT, VIEWER,",
        "OWNER, CLIENT, CLIENT"
    })
    void mayWhatBothItAndItsMakerMay(Role own, Role maker, Role left) {
        ApiToken token = new ApiToken(
                "id", "acme", "user", "A program", own, "adg_pXzV", Instant.EPOCH, Instant.EPOCH, Optional.empty());

        assertThat(token.roleFor(maker)).isEqualTo(Optional.ofNullable(left));
    }

    @Test
    void isKnownByItsShapeAndShowsItsBeginningAlone() {
        ApiTokenSecret secret = ApiTokenSecret.next();

        assertThat(ApiTokenSecret.hasShape(secret.text())).isTrue();
        assertThat(ApiTokenSecret.hasShape(secret.text() + "x")).isFalse();
        assertThat(ApiTokenSecret.hasShape(secret.text().replace("adg_", "adgi")))
                .isFalse();
        assertThat(secret.beginning()).hasSize(8);
        assertThat(secret.hash()).matches("[0-9a-f]{64}");
        assertThat(secret.toString()).doesNotContain(secret.beginning());
    }
}
