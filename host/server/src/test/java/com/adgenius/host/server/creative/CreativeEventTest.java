package com.adgenius.host.server.creative;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CreativeEventTest {

    @Test
    void isOfATypeThatIsListed() {
        Instant now = Instant.EPOCH;
        Stream<CreativeEvent> all = Stream.of(
                CreativeEvent.queued("1", now, 0, Estimate.UNKNOWN),
                CreativeEvent.progress("1", now, "Writing", 0.5, Estimate.UNKNOWN),
                CreativeEvent.generated("1", now),
                CreativeEvent.cancelled("1", now),
                CreativeEvent.updated("1", now, "me", List.of("name"), ""),
                CreativeEvent.restored("1", now, "me"),
                CreativeEvent.deleted("1", now),
                CreativeEvent.purged("1", now));

        assertThat(all.map(CreativeEvent::type)).isSubsetOf(CreativeEvent.TYPES);
        assertThat(CreativeEvent.TYPES)
                .contains("creative.running", "creative.failed", "creative.approved", "creative.rejected");
    }

    @Test
    void tellsOfAnEstimateWhatIsKnown() {
        Estimate known = new Estimate(
                OptionalInt.of(3), Optional.of(1.5), Optional.empty(), Optional.of(Estimate.Basis.TENANT), 7);

        assertThat(CreativeEvent.queued("1", Instant.EPOCH, 0.25, known).data())
                .containsOnlyKeys("id", "status", "stage", "fraction", "jobs_ahead", "seconds_p50")
                .containsEntry("stage", "queued")
                .containsEntry("seconds_p50", new BigDecimal("1.5"));
    }
}
