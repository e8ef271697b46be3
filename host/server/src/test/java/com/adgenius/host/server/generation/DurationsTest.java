package com.adgenius.host.server.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DurationsTest {

    private static final Durations.History HISTORY =
            new Durations.History(Optional.empty(), List.of(9_000L, 1_000L, 3_000L, 2_000L));

    @Test
    void aShareIsTheNearestRank() {
        assertThat(HISTORY.seconds(0.5)).contains(2.0);
        assertThat(HISTORY.seconds(0.9)).contains(9.0);
        assertThat(new Durations.History(Optional.empty(), List.of()).seconds(0.5))
                .isEmpty();
    }

    @Test
    void whatIsLeftIsThatOfThoseWhichTookLonger() {
        assertThat(HISTORY.left(0.5, 2_500)).contains(0.5);
        assertThat(HISTORY.left(0.9, 2_500)).contains(6.5);
    }

    @Test
    void nothingIsSaidOfWhatTakesLongerThanAnyBefore() {
        assertThat(HISTORY.left(0.5, 9_000)).isEmpty();
    }
}
