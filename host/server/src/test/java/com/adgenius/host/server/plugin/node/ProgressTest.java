package com.adgenius.host.server.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.PlanOutcome;
import com.adgenius.host.runtime.PlanOutcome.Result;
import com.adgenius.host.runtime.Refusal;
import com.adgenius.host.runtime.RefusalCode;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.plugin.state.DesiredState;
import com.adgenius.host.server.plugin.state.States;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final DesiredState STATE = States.with("1.0.0");

    @Test
    void whatWasReachedIsDoneUntilTheRevisionChanges() {
        Progress progress = Progress.first(STATE, 7, outcome(), NOW);

        assertThat(progress.due(7, NOW.plus(Duration.ofDays(365)))).isFalse();
        assertThat(progress.due(8, NOW)).isTrue();
    }

    @Test
    void whatFailedIsTriedAgainLaterAndLater() {
        Progress progress = Progress.first(STATE, 7, outcome(RefusalCode.PROBE_FAILED), NOW);

        assertThat(progress.due(7, NOW.plusSeconds(1))).isFalse();
        assertThat(progress.due(7, NOW.plusSeconds(2))).isTrue();
        for (int attempt = 0; attempt < 100; attempt++) {
            progress = progress.next(STATE, 7, outcome(RefusalCode.PROBE_FAILED), NOW);
        }
        assertThat(progress.again()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    }

    @Test
    void whatTheNodeLacksIsTriedSooner() {
        Progress progress = Progress.first(STATE, 7, outcome(RefusalCode.ARTIFACT_UNAVAILABLE), NOW);
        for (int attempt = 0; attempt < 100; attempt++) {
            progress = progress.next(STATE, 7, outcome(RefusalCode.ARTIFACT_UNAVAILABLE), NOW);
        }

        assertThat(progress.again()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void aNewRevisionIsTriedAtOnceHoweverOftenTheOldOneFailed() {
        Progress progress = Progress.first(STATE, 7, outcome(RefusalCode.PROBE_FAILED), NOW);
        for (int attempt = 0; attempt < 100; attempt++) {
            progress = progress.next(STATE, 7, outcome(RefusalCode.PROBE_FAILED), NOW);
        }

        assertThat(progress.due(8, NOW)).isTrue();
        assertThat(progress.next(STATE, 8, outcome(RefusalCode.PROBE_FAILED), NOW)
                        .again())
                .isEqualTo(NOW.plusSeconds(2));
    }

    private static PlanOutcome outcome(RefusalCode... codes) {
        return new PlanOutcome(
                "text",
                7,
                codes.length == 0 ? 7 : 6,
                codes.length == 0 ? Result.REACHED : Result.KEPT,
                Route.stable("1.0.0"),
                codes.length == 0 ? Map.of() : Map.of("1.0.0", List.of(new Refusal(codes[0], "no"))));
    }
}
