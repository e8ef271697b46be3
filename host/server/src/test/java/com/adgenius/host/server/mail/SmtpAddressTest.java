package com.adgenius.host.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.host.server.mail.SmtpAddress.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example, 587, STARTTLS",
        "smtp://mail.example:25, 25, STARTTLS",
        "smtps://mail.example, 465, TLS",
        "smtp://127.0.0.1:3025, 3025, OPPORTUNISTIC",
        "smtp://localhost:3025?starttls=required, 3025, STARTTLS",
        "smtp://ada:secret@localhost:3025, 3025, STARTTLS",
        "smtp://relay.internal:25?starttls=optional, 25, OPPORTUNISTIC"
    })
    void protectsMailsUnlessTheyStayHereOrTheOperatorSaysSo(String text, int port, Security security) {
        SmtpAddress address = SmtpAddress.of(text);

        assertThat(address.port()).isEqualTo(port);
        assertThat(address.security()).isEqualTo(security);
    }

    @Test
    void decodesTheUserAndThePassword() {
        SmtpAddress address = SmtpAddress.of("smtps://ada%40acme.example:p%3Aa+s%2Fs%25@mail.example");

        assertThat(address.credentials()).contains(new SmtpAddress.Credentials("ada@acme.example", "p:a+s/s%"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "http://mail.example",
                "smtp://",
                "smtp://mail.example/path",
                "smtp://mail.example?starttls=off",
                "smtp://ada@mail.example",
                "smtp://a b"
            })
    void refusesOtherAddresses(String text) {
        assertThatThrownBy(() -> SmtpAddress.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverRepeatsThePassword() {
        assertThatThrownBy(() -> SmtpAddress.of("smtp://ada:hunter2@mail example"))
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
        assertThat(SmtpAddress.of("smtp://ada:hunter2@mail.example").toString()).doesNotContain("hunter2");
    }
}
