package com.adgenius.host.server.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "Ada@Acme.Example, ada@acme.example",
        "'  ada@acme.example\t', ada@acme.example",
        "ada+news@acme.example, ada+news@acme.example",
        "ada@Bücher.example, ada@xn--bcher-kva.example",
        "ada@xn--bcher-kva.example, ada@xn--bcher-kva.example",
        "o'hara@acme.example, o'hara@acme.example",
        "root@localhost, root@localhost"
    })
    void isOneForOneMailboxHoweverItIsWritten(String text, String normalized) {
        assertThat(EmailAddress.normalized(text)).contains(normalized);
    }

    @Test
    void composesLettersBeforeItComparesDomains() {
        assertThat(EmailAddress.normalized("ada@bu\u0308cher.example"))
                .isEqualTo(EmailAddress.normalized("ada@b\u00fccher.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@acme.example",
                "ada@",
                "ada@@acme.example",
                "a da@acme.example",
                "ada@acme.example\r\nBcc: eve@evil.example",
                "ada@acme..example",
                "ada@-acme.example",
                "ada@acme.example.",
                ".ada@acme.example",
                "ada.@acme.example",
                "\"ada\"@acme.example",
                "ada@[127.0.0.1]",
                "ada@acme_.example",
                "ad\u0430@acme.example",
                "\u212Aarl@acme.example"
            })
    void refusesWhatIsNoneOrLooksLikeAnother(String text) {
        assertThat(EmailAddress.normalized(text)).isEmpty();
    }

    @Test
    void refusesWhatIsTooLongForSmtp() {
        assertThat(EmailAddress.normalized("a".repeat(64) + "@acme.example")).isPresent();
        assertThat(EmailAddress.normalized("a".repeat(65) + "@acme.example")).isEmpty();
        assertThat(EmailAddress.normalized("ada@" + "a.".repeat(124) + "example"))
                .isEmpty();
    }
}
