package com.adgenius.host.server.webhook.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SigningSecretTest {

    private static final String PUBLISHED = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

    /** The example of the reference implementations of Standard Webhooks. */
    @Test
    void signsAsThePublishedExampleDoes() {
        assertThat(SigningSecret.parse(PUBLISHED).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /** The control: each part of a message is signed. */
    @Test
    void signsAnotherMessageInAnotherWay() {
        SigningSecret secret = SigningSecret.parse(PUBLISHED);
        String signature = secret.sign("msg_1", 1, BODY);

        assertThat(secret.sign("msg_2", 1, BODY)).isNotEqualTo(signature);
        assertThat(secret.sign("msg_1", 2, BODY)).isNotEqualTo(signature);
        assertThat(secret.sign("msg_1", 1, "{}".getBytes(UTF_8))).isNotEqualTo(signature);
        assertThat(SigningSecret.random().sign("msg_1", 1, BODY)).isNotEqualTo(signature);
    }

    @Test
    void hasAtLeast256RandomBitsAndIsReadAsItIsWritten() {
        SigningSecret secret = SigningSecret.random();

        assertThat(secret.text())
                .startsWith("whsec_")
                .isNotEqualTo(SigningSecret.random().text());
        assertThat(Base64.getDecoder().decode(secret.text().substring(6))).hasSize(32);
        assertThat(SigningSecret.parse(secret.text()).sign("a", 1, BODY)).isEqualTo(secret.sign("a", 1, BODY));
    }

    @Test
    void isNotShownByChance() {
        SigningSecret secret = SigningSecret.random();

        assertThat(secret.toString()).doesNotContain(secret.text().substring(6));
        assertThatThrownBy(() -> SigningSecret.parse("sk_live_abc")).hasMessageNotContaining("abc");
    }
}
