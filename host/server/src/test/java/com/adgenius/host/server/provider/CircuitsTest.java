package com.adgenius.host.server.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.adgenius.host.server.provider.Circuits.Entrance;
import com.adgenius.host.server.provider.Circuits.Passage;
import com.adgenius.host.server.provider.Circuits.Place;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitsTest {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Place PLACE = new Place("acme", "frog", ModelKind.TEXT);
    private static final String SETUP = "1.0.0 1";
    /** By how much a pause may be longer or shorter. */
    private static final double JITTER = 0.2;

    private final SetClock clock = new SetClock();
    private final Circuits circuits = new Circuits(settings(3), clock);

    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-24T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static CircuitSettings settings(int calls) {
        return new CircuitSettings(calls, Duration.ofMinutes(1), PAUSE, LONGEST, 4, Duration.ofHours(1));
    }

    private static Passage enter(Circuits circuits, Place place) {
        return switch (circuits.enter(place, SETUP)) {
            case Entrance.Open(Passage passage) -> passage;
            case Entrance.Refused(OpenCircuit circuit) -> throw new AssertionError(circuit.toString());
        };
    }

    private Passage enter() {
        return enter(circuits, PLACE);
    }

    private static void fail(Circuits circuits, Place place, int times) {
        for (int i = 0; i < times; i++) {
            enter(circuits, place).failed(FailureCode.QUOTA_EXCEEDED, "Slowly");
        }
    }

    private OpenCircuit refused() {
        return assertRefused(circuits);
    }

    private static OpenCircuit assertRefused(Circuits circuits) {
        assertThat(circuits.enter(PLACE, SETUP)).isInstanceOf(Entrance.Refused.class);
        return ((Entrance.Refused) circuits.enter(PLACE, SETUP)).circuit();
    }

    private Duration pause() {
        return Duration.between(clock.now, refused().until());
    }

    /** And a moment more: the pause is over after its end. */
    private void pass(Duration time) {
        clock.now = clock.now.plus(time).plusMillis(1);
    }

    @Test
    void opensAfterSoManyFailuresAndSaysWhatTheLastOneSaid() {
        fail(circuits, PLACE, 3);

        OpenCircuit open = refused();

        assertThat(open.code()).isEqualTo(FailureCode.QUOTA_EXCEEDED);
        assertThat(open.message()).isEqualTo("Slowly");
        assertThat(circuits.open(PLACE, SETUP)).contains(open);
        assertThat(pause().toMillis()).isCloseTo(PAUSE.toMillis(), within((long) (PAUSE.toMillis() * JITTER)));
    }

    @Test
    void oneThatNeverOpensIsSeen() {
        Circuits never = new Circuits(settings(0), clock);
        fail(never, PLACE, 100);

        assertThatThrownBy(() -> assertRefused(never)).isInstanceOf(AssertionError.class);
        assertThat(never.size()).isZero();
    }

    @Test
    void fewerFailuresAndThoseOfLongAgoOpenNothing() {
        fail(circuits, PLACE, 2);
        pass(Duration.ofMinutes(2));
        fail(circuits, PLACE, 2);

        assertThat(circuits.open(PLACE, SETUP)).isEmpty();
        enter().failed(FailureCode.UNAVAILABLE, "Away");
        refused();
    }

    @Test
    void aProviderThatMostlyAnswersIsAskedOn() {
        fail(circuits, PLACE, 1);
        for (int i = 0; i < 10; i++) {
            enter().succeeded();
        }
        fail(circuits, PLACE, 4);

        enter().succeeded();
        assertThat(circuits.open(PLACE, SETUP)).isEmpty();
    }

    @Test
    void afterThePauseOneCallTriesItWhileTheOthersAreRefused() {
        fail(circuits, PLACE, 3);
        pass(pause());

        Passage trial = enter();
        refused();
        trial.succeeded();

        enter().succeeded();
        enter().succeeded();
    }

    @Test
    void aTrialThatSaysNothingLetsTheNextTry() {
        fail(circuits, PLACE, 3);
        pass(pause());

        enter().ignored();

        enter().succeeded();
        enter().succeeded();
    }

    @Test
    void eachTrialThatFailsDoublesThePauseUpToABound() {
        fail(circuits, PLACE, 3);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            pauses.add(pause().toMillis());
            pass(pause());
            fail(circuits, PLACE, 1);
        }

        long expected = PAUSE.toMillis();
        for (long pause : pauses) {
            assertThat(pause).isCloseTo(expected, within((long) (expected * JITTER) + 1));
            expected = Math.min(expected * 2, LONGEST.toMillis());
        }
        pass(pause());
        enter().succeeded();
        fail(circuits, PLACE, 3);
        assertThat(pause()).as("a success ends the growth").isLessThan(PAUSE.multipliedBy(2));
    }

    @Test
    void otherSettingsAndOtherVersionsBeginAnew() {
        fail(circuits, PLACE, 3);

        assertThat(circuits.enter(PLACE, "1.0.0 2")).isInstanceOf(Entrance.Open.class);
        assertThat(circuits.open(PLACE, "1.0.0 2")).isEmpty();
        refused();
    }

    @Test
    void tenantsAndKindsOfModelsDoNotShareACircuit() {
        fail(circuits, PLACE, 3);

        enter(circuits, new Place("other", "frog", ModelKind.TEXT)).succeeded();
        enter(circuits, new Place("acme", "frog", ModelKind.IMAGE)).succeeded();
        enter(circuits, new Place("acme", "toad", ModelKind.TEXT)).succeeded();
    }

    @Test
    void noMoreAreRememberedThanMayBeAndThoseThatNobodyAsksAreForgotten() {
        for (int i = 0; i < 100; i++) {
            fail(circuits, new Place("tenant" + i, "frog", ModelKind.TEXT), 1);
        }
        assertThat(circuits.size()).isEqualTo(4);

        clock.now = clock.now.plus(2, ChronoUnit.HOURS);
        fail(circuits, PLACE, 1);
        assertThat(circuits.size()).isEqualTo(1);
    }

    @Test
    void whatNeverFailedTakesNoMemory() {
        for (int i = 0; i < 100; i++) {
            enter(circuits, new Place("tenant" + i, "frog", ModelKind.TEXT)).succeeded();
        }

        assertThat(circuits.size()).isZero();
    }
}
