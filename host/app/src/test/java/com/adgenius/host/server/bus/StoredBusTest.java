package com.adgenius.host.server.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.server.storage.MongoConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoredBusTest extends BusContract {

    @Override
    EventBus open(BusSettings settings) {
        return StoredBus.open(settings, mongo, letters, Clock.systemUTC());
    }

    @Test
    void whatANodeHadWhenItFellSilentGoesToAnother() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        MongoConnection own =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
        EventBus silent = StoredBus.open(settings("silent"), own, letters, Clock.systemUTC());
        silent.declare(text());
        silent.consume(text(), 1, (_, _) -> {
            taken.countDown();
            never.await();
            return Verdict.done();
        });
        silent.publish(request("in hand", "text"));
        assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
        List<String> seen = new CopyOnWriteArrayList<>();
        node("other").consume(text(), 1, (event, _) -> {
            seen.add(event.creativeId());
            return Verdict.done();
        });

        own.close();

        await().atMost(LIMIT).until(() -> seen.equals(List.of("in hand")));
        never.countDown();
        silent.close();
    }

    @Test
    void aFullQueueRefusesInsteadOfGrowing() {
        BusSettings small = new BusSettings(
                namespace + "-small",
                namespace,
                List.of(Duration.ofMillis(100)),
                Duration.ofMillis(300),
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                3);
        try (EventBus bus = StoredBus.open(small, mongo, letters, Clock.systemUTC())) {
            bus.declare(text());
            for (int i = 0; i < 3; i++) {
                bus.publish(request("job " + i, "text"));
            }

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThatThrownBy(() -> bus.publish(request("job 0", "text")))
                            .isInstanceOf(BusUnavailableException.class)
                            .hasMessageContaining("More than 3"));
        }
    }
}
