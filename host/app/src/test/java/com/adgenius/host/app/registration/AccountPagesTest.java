package com.adgenius.host.app.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages behind the links in mails. */
class AccountPagesTest {

    private final HostUnderTest host = HostUnderTest.shared();

    @ParameterizedTest
    @CsvSource({
        "verify-email, /api/v1/auth/verify-email",
        "reset-password, /api/v1/auth/password/reset",
        "invitation, /api/v1/auth/invitations/join",
        "invitation, /api/v1/auth/invitations/accept"
    })
    void postToTheApiAndFetchNothingFromElsewhere(String page, String path) {
        ApiResponse answer = host.anonymous().get("//account/" + page).expect(200);

        assertThat(answer.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
        assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.body()).contains("data-path=\"" + path + "\"").doesNotContain("http:", "https:", "onclick");
        List<String> files = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(answer.body())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(files).hasSize(2);
        files.forEach(file -> host.anonymous().get("/" + file).expect(200));
    }

    @Test
    void areAllThereIs() {
        host.anonymous().get("//account/layout.html").expect(404);
        host.anonymous().get("//account/verify-email.html").expect(404);
        host.anonymous().get("//account/..%2fwelcome.txt").expect(404);
    }
}
