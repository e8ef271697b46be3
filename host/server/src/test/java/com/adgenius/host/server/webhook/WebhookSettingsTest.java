package com.adgenius.host.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WebhookSettingsTest {

    private final WebhookSettings settings = WebhookSettings.defaults();

    private Duration pause(int tries, double random) {
        return settings.pauseAfter(tries, () -> (long) (random * (1L << 53)) << 11);
    }

    @Test
    void tryEightTimesWithinAboutADay() {
        Duration all = settings.pauses().stream().reduce(Duration.ZERO, Duration::plus);

        assertThat(settings.tries()).isEqualTo(8);
        assertThat(all).isBetween(Duration.ofHours(20), Duration.ofHours(28));
    }

    @Test
    void letPausesGrow() {
        List<Duration> longest =
                IntStream.range(1, 8).mapToObj(tries -> pause(tries, 0.9999)).toList();
        List<Duration> shortest =
                IntStream.range(1, 8).mapToObj(tries -> pause(tries, 0)).toList();

        for (int i = 1; i < 7; i++) {
            assertThat(shortest.get(i)).isGreaterThan(longest.get(i - 1));
        }
    }

    @Test
    void spreadPausesByAFifth() {
        assertThat(pause(1, 0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(pause(1, 0.5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(pause(1, 0.9999)).isBetween(Duration.ofMillis(5_990), Duration.ofSeconds(6));
        Random random = new Random(7);
        assertThat(IntStream.range(0, 100)
                        .mapToObj(_ -> settings.pauseAfter(7, random))
                        .distinct())
                .as("nobody comes at the same time")
                .hasSizeGreaterThan(90);
    }

    @Test
    void allowNothingOnThisMachineUnlessSomebodySaysSo() {
        assertThat(settings.local()).isFalse();
        assertThat(settings.local(true).local()).isTrue();
        assertThat(settings.local(true).local(false)).isEqualTo(settings);
    }

    @Test
    void keepADeliveryForLongerThanATryTakes() {
        assertThat(settings.lease()).isGreaterThan(settings.answer().multipliedBy(2));
        assertThatThrownBy(() -> new WebhookSettings(
                        false, Duration.ofSeconds(10), Duration.ofSeconds(10), List.of(), Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
