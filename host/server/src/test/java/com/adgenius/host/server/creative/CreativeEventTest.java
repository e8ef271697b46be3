package com.adgenius.host.server.creative;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CreativeEventTest {

    @Test
    void isOfATypeThatIsListed() {
        Instant now = Instant.EPOCH;
        Stream<CreativeEvent> all = Stream.of(
                CreativeEvent.queued("1", now),
                CreativeEvent.running("1", now, "text", "1.0.0"),
                CreativeEvent.progress("1", now, "Writing", 0.5),
                CreativeEvent.generated("1", now),
                CreativeEvent.cancelled("1", now),
                CreativeEvent.updated("1", now, "me", List.of("name"), ""),
                CreativeEvent.restored("1", now, "me"),
                CreativeEvent.deleted("1", now),
                CreativeEvent.purged("1", now));

        assertThat(all.map(CreativeEvent::type)).isSubsetOf(CreativeEvent.TYPES);
        assertThat(CreativeEvent.TYPES).contains("creative.failed", "creative.approved", "creative.rejected");
    }
}
