package com.adgenius.host.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {

    @Test
    void comesBackFromItsText() {
        RefreshToken token = RefreshToken.first();

        RefreshToken read = RefreshToken.parse(token.text()).orElseThrow();

        assertThat(read.text()).isEqualTo(token.text()).hasSize(64);
        assertThat(read.hash()).isEqualTo(token.hash());
        assertThat(read.sessionId()).isEqualTo(token.sessionId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "../../adgenius:session:x", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln"})
    void isNothingElse(String text) {
        assertThat(RefreshToken.parse(text)).isEmpty();
        assertThat(RefreshToken.parse("*".repeat(64))).isEmpty();
        assertThat(RefreshToken.parse("a".repeat(65))).isEmpty();
    }

    @Test
    void hasOneSuccessorForEachNonceInTheSameFamily() {
        RefreshToken token = RefreshToken.first();
        String nonce = RefreshToken.nonce();

        RefreshToken successor = token.successor(nonce);

        assertThat(successor.text()).isEqualTo(token.successor(nonce).text());
        assertThat(successor.text())
                .isNotEqualTo(token.successor(RefreshToken.nonce()).text());
        assertThat(successor.sessionId()).isEqualTo(token.sessionId());
        assertThat(successor.hash()).isNotEqualTo(token.hash());
        assertThat(RefreshToken.first().sessionId()).isNotEqualTo(token.sessionId());
    }

    @Test
    void isNotToldByWhatIsStoredOrLogged() {
        RefreshToken token = RefreshToken.first();

        assertThat(token.text()).doesNotContain(token.hash(), token.sessionId());
        assertThat(token.toString()).doesNotContain(token.text());
    }
}
