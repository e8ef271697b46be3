package com.adgenius.host.embedded.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z",
        "2026-03-01t10:00:00z, 2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.25+02:00, 2026-03-01T08:00:00.250Z",
        "2026-03-01T10:00:00.123456789Z, 2026-03-01T10:00:00.123456789Z",
        "2026-03-01 10:00:00+0200, 2026-03-01T08:00:00Z",
        "2026-03-01T10:00:00, 2026-03-01T10:00:00Z",
        "2026-03-01 10:00, 2026-03-01T10:00:00Z",
        "2026-03-01, 2026-03-01T00:00:00Z"
    })
    void readsTheFormsThatQdrantReads(String text, Instant time) {
        assertThat(PayloadTimes.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "summer", "2026", "2026-13-01", "2026-02-30", "2026-03-01T25:00:00Z", "2026-03-01 sale"})
    void readsNothingElse(String text) {
        assertThat(PayloadTimes.parse(text)).isEmpty();
    }
}
