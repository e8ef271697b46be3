package com.adgenius.host.server.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final FairQueue<String, String> queue = new FairQueue<>(5);

    @Test
    void ownersTakeTurnsWhateverTheOrderOfTheirWork() throws InterruptedException {
        queue.offer("many", "m1");
        queue.offer("many", "m2");
        queue.offer("many", "m3");
        queue.offer("few", "f1");

        assertThat(take(4)).containsExactly("m1", "f1", "m2", "m3");
    }

    @Test
    void whatWaitsAlreadyIsNotTakenTwiceAndWhatDoesNotFitIsRefused() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            assertThat(queue.offer("a", "work " + i)).isTrue();
        }

        assertThat(queue.offer("a", "work 0")).isTrue();
        assertThat(queue.offer("a", "work 5")).isFalse();
        assertThat(queue.size()).isEqualTo(5);
        assertThat(take(5)).doesNotHaveDuplicates();
    }

    @Test
    void aClosedQueueEndsEveryWait() {
        queue.close();

        assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class);
    }

    private List<String> take(int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(queue.take());
        }
        return taken;
    }
}
