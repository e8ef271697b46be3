package com.adgenius.host.server.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.identity.Permits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrationLimitsTest {

    private final Map<String, Integer> taken = new HashMap<>();
    private final RegistrationLimits limits = new RegistrationLimits(
            new Permits() {
                @Override
                public boolean take(String key, int count, Duration window) {
                    return taken.merge(key, 1, Integer::sum) <= count;
                }

                @Override
                public void giveBack(String key) {
                    throw new AssertionError("nothing is given back");
                }
            },
            20);

    @Test
    void letsOneAddressHaveAFewMails() {
        for (int i = 0; i < RegistrationLimits.MAILS_TO_ONE; i++) {
            limits.mail("register", "ada@acme.example", "192.0.2." + i);
        }

        assertThatThrownBy(() -> limits.mail("register", "ada@acme.example", "192.0.2.99"))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.RATE_LIMITED);
                    assertThat(problem.headers()).containsEntry("Retry-After", "3600");
                });
        limits.mail("register", "bob@acme.example", "192.0.2.99");
        limits.mail("forgot", "ada@acme.example", "192.0.2.99");
    }

    @Test
    void letsOneNetworkAddressAskSoOften() {
        for (int i = 0; i < 10; i++) {
            limits.mail("register", "user" + i + "@acme.example", "192.0.2.1");
            limits.link("192.0.2.1");
        }

        assertThatThrownBy(() -> limits.link("192.0.2.1")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> limits.mail("forgot", "new@acme.example", "192.0.2.1"))
                .isInstanceOf(ProblemException.class);
        limits.link("192.0.2.2");
    }

    @Test
    void keepsNoAddressInItsKeys() {
        limits.mail("register", "ada@acme.example", "192.0.2.1");

        assertThat(taken.keySet()).hasSize(2).noneMatch(key -> key.contains("ada") || key.contains("192"));
    }
}
