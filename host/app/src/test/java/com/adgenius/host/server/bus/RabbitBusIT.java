package com.adgenius.host.server.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.RabbitForTests;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same contract by a RabbitMQ of the test's own. */
class RabbitBusIT extends BusContract {

    @TempDir
    private static Path folder;

    private static RabbitForTests rabbit;

    @BeforeAll
    static void startRabbit() {
        rabbit = RabbitForTests.start(folder.resolve("rabbit"));
    }

    @AfterAll
    static void stopRabbit() {
        if (rabbit != null) {
            rabbit.close();
        }
    }

    @Override
    EventBus open(BusSettings settings) {
        return RabbitBus.open(settings, rabbit.address(), letters);
    }

    @Test
    void whatIsConfirmedOutlivesARestartOfTheBroker() {
        EventBus bus = node("a");
        bus.declare(text());
        for (int i = 0; i < 50; i++) {
            bus.publish(request("job " + i, "text"));
        }
        rabbit.stop();
        assertThatThrownBy(() -> bus.publish(request("refused", "text"))).isInstanceOf(BusUnavailableException.class);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        bus.consume(text(), 2, (event, _) -> {
            seen.add(event.creativeId());
            return Verdict.done();
        });
        List<String> heard = new CopyOnWriteArrayList<>();
        bus.listen(EventType.CREATIVE_REQUESTED, event -> heard.add(event.creativeId()));

        rabbit.resume();

        await().atMost(LIMIT).until(() -> seen.size() == 50);
        assertThat(seen).doesNotContain("refused");
        await().atMost(LIMIT).ignoreException(BusUnavailableException.class).until(() -> {
            bus.publish(request("again", "text"));
            return seen.contains("again") && heard.contains("again");
        });
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithTheReason() {
        assertThatThrownBy(() -> RabbitBus.open(settings("x"), "http://nowhere", letters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("amqp://");
    }
}
