package com.adgenius.host.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {

    private final AllowedOrigins origins =
            AllowedOrigins.parse("https://app.example.com, http://localhost:3000 https://Shop.example.com:443/");

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "http://localhost:3000", "https://shop.example.com"})
    void allowsWhatIsListedAsABrowserWritesIt(String origin) {
        assertThat(origins.contains(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com.evil.example",
                "https://evil-app.example.com",
                "https://evil.app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com:443",
                "http://app.example.com",
                "https://APP.example.com",
                "https://app.example.com/",
                "https://app.example.com@evil.example",
                "https://app.example.co",
                "http://localhost:30000",
                "http://localhost",
                "null",
                "*",
                "",
                "file://"
            })
    void refusesLookalikes(String origin) {
        assertThat(origins.contains(origin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "https://*.example.com",
                "app.example.com",
                "https://app.example.com/path",
                "https://user@app.example.com",
                "https://app.example.com?x",
                "ftp://app.example.com",
                "https://"
            })
    void takesNothingButOriginsFromItsOperator(String configured) {
        assertThatThrownBy(() -> AllowedOrigins.parse(configured))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no origin");
    }

    @Test
    void allowsNoneByDefault() {
        assertThat(AllowedOrigins.parse(" ").contains("https://app.example.com"))
                .isFalse();
        assertThat(AllowedOrigins.none().contains("null")).isFalse();
    }
}
