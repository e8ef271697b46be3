package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouteHistoryTest {

    private final RouteHistory history = new RouteHistory();

    @Test
    void theOldVersionMayAnswerOnlyWhatWasSentBeforeThePutWasAnswered() {
        history.sending(0, "1.0.0", Optional.empty());
        history.answered(1);
        history.sending(10, "2.0.0", Optional.empty());

        assertThat(history.complaint("acme", "1.0.0", 15, 18)).isEmpty();
        assertThat(history.complaint("acme", "2.0.0", 15, 18)).isEmpty();
        history.answered(20);

        assertThat(history.complaint("acme", "1.0.0", 19, 30)).isEmpty();
        assertThat(history.complaint("acme", "1.0.0", 21, 30)).isPresent();
        assertThat(history.complaint("acme", "2.0.0", 5, 9)).isPresent();
    }

    @Test
    void aVersionThatIsNotRoutedIsReported() {
        history.sending(0, "1.0.0", Optional.of("2.0.0"));
        history.answered(1);

        assertThat(history.complaint("acme", "3.0.0", 5, 6)).isPresent();
    }

    @Test
    void aTenantThatChangesSidesOfACanaryIsReported() {
        history.sending(0, "1.0.0", Optional.of("2.0.0"));
        history.answered(1);

        assertThat(history.complaint("acme", "2.0.0", 5, 6)).isEmpty();
        assertThat(history.complaint("acme", "2.0.0", 7, 8)).isEmpty();
        assertThat(history.complaint("acme", "1.0.0", 9, 10)).isPresent();
    }
}
