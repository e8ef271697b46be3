package com.adgenius.host.server.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSecretTest {

    private static final String USER = "0198c0de-0000-7000-8000-000000000000";

    @Test
    void isLongRandomAndFitForAnAddress() {
        Set<String> secrets = IntStream.range(0, 1_000)
                .mapToObj(_ -> LinkSecret.next().text())
                .collect(Collectors.toSet());

        assertThat(secrets).hasSize(1_000).allMatch(text -> text.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void isStoredAsAHashThatTellsNothingOfIt() {
        LinkSecret secret = LinkSecret.next();

        assertThat(secret.hash()).matches("[0-9a-f]{64}").isEqualTo(new LinkSecret(secret.text()).hash());
        assertThat(secret.hash()).isNotEqualTo(LinkSecret.next().hash());
        assertThat(secret.toString()).doesNotContain(secret.text());
    }

    @Test
    void namesItsUserInALinkForAPassword() {
        ResetToken token = new ResetToken(USER, LinkSecret.next());

        assertThat(ResetToken.of(token.text())).contains(token);
        assertThat(token.text().length()).isLessThan(LinkSecret.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "secret", ".secret", "nobody.secret", "{\"$ne\":null}.secret", USER})
    void refusesOtherTokens(String text) {
        assertThat(ResetToken.of(text)).isEmpty();
    }
}
