package com.adgenius.host.server.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.identity.Permits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvitationLimitsTest {

    private final Map<String, Integer> taken = new HashMap<>();
    private final InvitationLimits limits = new InvitationLimits(new Counted(), new MemberBounds(10, 10, 3, 2, 5));

    /** Permits that nobody gets back. */
    private final class Counted implements Permits {

        @Override
        public boolean take(String key, int count, Duration window) {
            return taken.merge(key, 1, Integer::sum) <= count;
        }

        @Override
        public void giveBack(String key) {
            taken.merge(key, -1, Integer::sum);
        }
    }

    private static void refused(Runnable request) {
        assertThatThrownBy(request::run).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.RATE_LIMITED);
            assertThat(problem.headers()).containsEntry("Retry-After", "3600");
        });
    }

    @Test
    void areATenants() {
        for (int i = 0; i < 3; i++) {
            limits.mail("acme", i + "@guest.example", "192.0.2." + i);
        }

        refused(() -> limits.mail("acme", "4@guest.example", "192.0.2.4"));
        assertThatCode(() -> limits.mail("other", "4@guest.example", "192.0.2.4"))
                .doesNotThrowAnyException();
    }

    @Test
    void areThoseOfWhoIsInvitedByWhomever() {
        limits.mail("acme", "grace@guest.example", "192.0.2.1");
        limits.mail("other", "grace@guest.example", "192.0.2.2");

        refused(() -> limits.mail("third", "grace@guest.example", "192.0.2.3"));
    }

    @Test
    void areAnAddressesForMailsAndLinksTogether() {
        for (int i = 0; i < 4; i++) {
            limits.link("192.0.2.1");
        }
        limits.mail("acme", "grace@guest.example", "192.0.2.1");

        refused(() -> limits.link("192.0.2.1"));
        assertThatCode(() -> limits.link("192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void keepNoAddressInTheClear() {
        limits.mail("acme", "grace@guest.example", "192.0.2.1");

        assertThat(taken.keySet())
                .hasSize(3)
                .noneMatch(key -> key.contains("grace") || key.contains("192.0.2.1") || key.contains("acme"));
    }
}
