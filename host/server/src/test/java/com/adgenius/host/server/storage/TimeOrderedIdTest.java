package com.adgenius.host.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeOrderedIdTest {

    @Test
    void laterIdsSortAfterEarlierOnes() {
        List<String> ids = Stream.generate(TimeOrderedId::next).limit(100_000).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void idsOfManyThreadsDiffer() {
        List<String> ids = IntStream.range(0, 100_000)
                .parallel()
                .mapToObj(_ -> TimeOrderedId.next())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void anIdHoldsTheMillisecondItWasMadeIn() {
        UUID id = UUID.fromString(TimeOrderedId.next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(1)),
                        Instant.now().plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "3f06af63-a93c-11e4-9797-00505690773f", "0193534F-1111-7111-8111-111111111111"})
    void otherTextsAreNoIds(String text) {
        assertThat(TimeOrderedId.isId(text)).isFalse();
        assertThat(TimeOrderedId.isId(TimeOrderedId.next())).isTrue();
    }
}
