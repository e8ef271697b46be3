package com.adgenius.host.server.plugin.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.Canary;
import com.adgenius.host.runtime.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DesiredStateTest {

    private static final Actor ADMINISTRATOR = new Actor("administrator", "a@example.com");
    private static final Map<String, String> PINS = Map.of("acme", "1.0.0");

    @Test
    void anUploadRoutesNobody() {
        assertThat(States.with("1.0.0", "2.0.0").route()).isEqualTo(Route.nowhere());
    }

    @Test
    void versionsStandInAscendingOrder() {
        assertThat(States.with("10.0.0", "2.0.0", "2.0.0-rc.1").versions())
                .containsOnlyKeys("2.0.0-rc.1", "2.0.0", "10.0.0");
        assertThat(States.with("10.0.0", "2.0.0", "2.0.0-rc.1").versions().keySet())
                .containsExactly("2.0.0-rc.1", "2.0.0", "10.0.0");
    }

    @Test
    void aRollbackReturnsToTheStableBeforeAndKeepsPins() {
        DesiredState state = States.with("1.0.0", "2.0.0")
                .routed(Route.stable("1.0.0"), ADMINISTRATOR)
                .routed(new Route(Optional.of("2.0.0"), Optional.empty(), PINS), ADMINISTRATOR);

        assertThat(state.rolledBack(ADMINISTRATOR).orElseThrow().route())
                .isEqualTo(new Route(Optional.of("1.0.0"), Optional.empty(), PINS));
    }

    @Test
    void aRollbackDropsTheCanaryFirst() {
        DesiredState state = States.with("1.0.0", "2.0.0")
                .routed(Route.stable("1.0.0"), ADMINISTRATOR)
                .routed(new Route(Optional.of("1.0.0"), Optional.of(new Canary("2.0.0", 30)), PINS), ADMINISTRATOR);

        assertThat(state.rolledBack(ADMINISTRATOR).orElseThrow().route())
                .isEqualTo(new Route(Optional.of("1.0.0"), Optional.empty(), PINS));
    }

    @Test
    void aRollbackDoesNotReturnToWhatWasRolledBack() {
        DesiredState state = States.with("1.0.0", "2.0.0")
                .routed(Route.stable("1.0.0"), ADMINISTRATOR)
                .routed(Route.stable("2.0.0"), ADMINISTRATOR)
                .rolledBack(ADMINISTRATOR)
                .orElseThrow();

        assertThat(state.rolledBack(ADMINISTRATOR)).isEmpty();
    }

    @Test
    void theFirstStableHasNothingBeforeIt() {
        assertThat(States.with("1.0.0")
                        .routed(Route.stable("1.0.0"), ADMINISTRATOR)
                        .rolledBack(ADMINISTRATOR))
                .isEmpty();
    }

    @Test
    void aVersionThatWasDeletedIsNotReturnedTo() {
        DesiredState state = States.with("1.0.0", "2.0.0", "3.0.0")
                .routed(Route.stable("1.0.0"), ADMINISTRATOR)
                .routed(Route.stable("2.0.0"), ADMINISTRATOR)
                .routed(Route.stable("3.0.0"), ADMINISTRATOR)
                .without("2.0.0");

        assertThat(state.rolledBack(ADMINISTRATOR).orElseThrow().route().stable())
                .contains("1.0.0");
    }

    @Test
    void aRouteToNobodyCanBeTakenBack() {
        DesiredState state = States.with("1.0.0")
                .routed(Route.stable("1.0.0"), ADMINISTRATOR)
                .routed(Route.nowhere(), ADMINISTRATOR);

        assertThat(state.rolledBack(ADMINISTRATOR).orElseThrow().route()).isEqualTo(Route.stable("1.0.0"));
    }

    @Test
    void theHistoryIsBounded() {
        DesiredState state = States.with();
        for (int i = 0; i < 50; i++) {
            String version = i + ".0.0";
            state = state.with(States.version(version, ADMINISTRATOR)).routed(Route.stable(version), ADMINISTRATOR);
        }

        assertThat(state.previous()).hasSize(10).startsWith("48.0.0", "47.0.0");
    }

    /** Whatever is done in whatever order. */
    @RepeatedTest(200)
    void theHistoryNamesExistingVersionsOnceAndNeverTheStable(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        DesiredState state = States.with("1.0.0", "2.0.0", "3.0.0", "4.0.0");
        for (int step = 0; step < 40; step++) {
            state = randomStep(state, random);

            assertThat(state.previous()).doesNotHaveDuplicates();
            assertThat(state.versions().keySet()).containsAll(state.previous());
            assertThat(state.route().stable().filter(state.previous()::contains))
                    .isEmpty();
        }
    }

    private static DesiredState randomStep(DesiredState state, Random random) {
        List<String> versions = List.copyOf(state.versions().keySet());
        String version = versions.get(random.nextInt(versions.size()));
        return switch (random.nextInt(5)) {
            case 0 -> state.routed(Route.stable(version), ADMINISTRATOR);
            case 1 ->
                state.routed(
                        new Route(
                                state.route().stable(), Optional.of(new Canary(version, 1 + random.nextInt(99))), PINS),
                        ADMINISTRATOR);
            case 2 -> state.rolledBack(ADMINISTRATOR).orElse(state);
            case 3 ->
                versions.size() == 1 || state.route().versions().contains(version) ? state : state.without(version);
            default -> state.with(States.version(random.nextInt(9) + ".5.0", ADMINISTRATOR));
        };
    }

    @Test
    void whatIsStoredIsReadAgainAsItWas() {
        DesiredState state = States.with("1.0.0", "2.0.0")
                .routed(Route.stable("1.0.0"), Actor.INSTALLATION)
                .routed(new Route(Optional.of("2.0.0"), Optional.of(new Canary("1.0.0", 7)), PINS), ADMINISTRATOR)
                .switched(new Switches(true, false, Map.of("acme", true, "globex", false)))
                .next(new Change(
                        7,
                        Change.Action.SWITCHED_FOR_TENANT,
                        ADMINISTRATOR,
                        States.version("1.0.0", ADMINISTRATOR).uploadedAt(),
                        Optional.of("acme"),
                        Map.of("enabled", true)));

        assertThat(DesiredStateDocument.state(DesiredStateDocument.of(state))).isEqualTo(state);
        assertThat(DesiredStateDocument.state(DesiredStateDocument.of(States.with())))
                .isEqualTo(States.with());
    }
}
