package com.adgenius.host.server.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.Violations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenPasswordTest {

    private static final List<String> ADA =
            List.of("ada.lovelace@analytical.example", "Ada Lovelace", "Analytical Engines Ltd");

    private static List<String> wrong(String password) {
        Violations violations = new Violations();
        ChosenPassword.check(password, "password", ADA, violations);
        return violations.errors().stream().map(FieldError::message).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "lovelace rides twelve green horses",
                "ünïcödé is fine too",
                "0f8c2d4e6a1b"
            })
    void maySayMuch(String password) {
        assertThat(wrong(password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "eleven char"})
    void mustBeLong(String password) {
        assertThat(wrong(password)).containsExactly("must have 12 to 128 characters");
    }

    @Test
    void mustNotBeEndless() {
        assertThat(wrong("a b".repeat(43))).hasSize(1);
        assertThat(wrong(null)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012", "passwordpassword", "PasswordPassword", "1qaz2wsx3edc"})
    void mustNotBeWhatManyUse(String password) {
        assertThat(wrong(password)).containsExactly("is one that many people use");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada.lovelace@analytical.example",
                "AdaLovelace1815",
                "Analytical-Engines-1",
                "analytical.example",
                "lovelacelovelace"
            })
    void mustNotBeMadeOfWhatEverybodyKnows(String password) {
        assertThat(wrong(password)).containsExactly("must not be made of your e-mail address, name or company");
    }
}
