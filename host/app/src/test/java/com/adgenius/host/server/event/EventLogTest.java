package com.adgenius.host.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private final MongoConnection mongo =
            MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
    private final Tenant tenant = tenant("e" + UUID.randomUUID().toString().substring(0, 8));
    private final EventLogs here = new EventLogs(new TenantDatabase(mongo), mongo, Clock.systemUTC());
    private final EventLogs elsewhere = new EventLogs(new TenantDatabase(mongo), mongo, Clock.systemUTC());

    private static Tenant tenant(String slug) {
        return new Tenant(slug, slug, slug, Tenant.databaseNameOf(slug), "free", true, Instant.now());
    }

    @AfterEach
    void close() {
        here.close();
        elsewhere.close();
        mongo.close();
    }

    private EventLog log(EventLogs logs) throws Exception {
        return inScope(logs::forTenant);
    }

    private <T> T inScope(Callable<T> work) throws Exception {
        return TenantScope.call(tenant, work);
    }

    private long append(EventLog log, String id) throws Exception {
        return inScope(() -> log.append(id, "test.happened", 1, Instant.now(), Map.of("id", id)));
    }

    private List<StoredEvent> after(EventLog log, long sequence) throws Exception {
        return inScope(() -> log.after(sequence, 500));
    }

    @Test
    void twoNodesAppendAtOnceWithoutAGapOrALoss() throws Exception {
        EventLog a = log(here);
        EventLog b = log(elsewhere);

        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            EventLog log = i % 2 == 0 ? a : b;
            int writer = i;
            writers.add(Thread.ofVirtual()
                    .start(() -> TenantScope.run(
                            tenant,
                            () -> IntStream.range(0, 25)
                                    .forEach(n -> log.append(
                                            writer + "-" + n, "test.happened", 1, Instant.now(), Map.of())))));
        }
        for (Thread writer : writers) {
            writer.join();
        }

        List<StoredEvent> events = after(a, 0);
        assertThat(events)
                .extracting(StoredEvent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
        assertThat(events).extracting(StoredEvent::id).doesNotHaveDuplicates().hasSize(100);
        assertThat(after(b, 0)).isEqualTo(events);
    }

    @Test
    void theSameEventIsThereOnce() throws Exception {
        EventLog log = log(here);

        long first = append(log, "same");
        append(log, "other");

        assertThat(append(log(elsewhere), "same")).isEqualTo(first);
        assertThat(after(log, 0)).extracting(StoredEvent::id).containsExactly("same", "other");
    }

    @Test
    void whatAnotherNodeAppendsEndsAWait() throws Exception {
        EventLog log = log(here);
        long last = append(log, "one");

        Thread other = Thread.ofVirtual().start(() -> {
            try {
                append(log(elsewhere), "two");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(inScope(() -> log.await(last, Duration.ofSeconds(20)))).isTrue();
        other.join();
        assertThat(after(log, last)).extracting(StoredEvent::id).containsExactly("two");
    }
}
