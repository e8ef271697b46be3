package com.adgenius.host.server.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AuditChainTest {

    private final MongoConnection mongo =
            MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
    private final MongoCollection<Document> stored = mongo.publicDatabase().getCollection("audit");
    private final AuditLog here = new AuditLog(mongo, Clock.systemUTC());
    private final AuditLog elsewhere = new AuditLog(mongo, Clock.systemUTC());

    @AfterEach
    void close() {
        mongo.close();
    }

    private static String tenant() {
        return "a" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static Asking member(String tenant) {
        Principal member = new Principal(
                "user",
                "user@example.com",
                false,
                Optional.of(new Principal.Membership(
                        new Tenant(tenant, tenant, tenant, Tenant.databaseNameOf(tenant), "free", true, Instant.now()),
                        Role.EDITOR)));
        return new Asking(member, "127.0.0.1", "request");
    }

    private static void fill(AuditLog log, String tenant, int count) {
        for (int i = 1; i <= count; i++) {
            log.record(member(tenant), "thing.changed", "thing/" + i, Map.of("after", "hash " + i, "name", "Größe"));
        }
    }

    private static List<AuditEntry> entries(AuditLog log, String tenant) {
        List<AuditEntry> entries = new ArrayList<>();
        try {
            log.read(tenant, entries::add);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return entries;
    }

    @Test
    void eachEntryHoldsTheHashOfTheOneBefore() {
        String tenant = tenant();
        fill(here, tenant, 3);

        List<AuditEntry> entries = entries(here, tenant);

        assertThat(entries).extracting(AuditEntry::sequence).containsExactly(1L, 2L, 3L);
        assertThat(entries)
                .extracting(AuditEntry::previous)
                .containsExactly(
                        AuditEntry.NONE, entries.get(0).hash(), entries.get(1).hash());
        assertThat(entries).extracting(AuditEntry::subject).containsExactly("thing/1", "thing/2", "thing/3");
        assertThat(here.verify(tenant))
                .isEqualTo(new AuditVerification(3, entries.get(2).hash(), Optional.empty()));
    }

    @Test
    void twoNodesAppendAtOnceWithoutAGapOrALoss() throws Exception {
        String tenant = tenant();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            AuditLog log = i % 2 == 0 ? here : elsewhere;
            writers.add(Thread.ofVirtual().start(() -> fill(log, tenant, 20)));
        }
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(entries(here, tenant))
                .extracting(AuditEntry::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 120).boxed().toList());
        AuditVerification verified = elsewhere.verify(tenant);
        assertThat(verified.broken()).isEmpty();
        assertThat(verified.entries()).isEqualTo(120);
    }

    @Test
    void aChangeOfOneIdIsThereOnce() throws Exception {
        String tenant = tenant();
        String id = "change-" + UUID.randomUUID();
        List<Thread> writers = IntStream.range(0, 8)
                .mapToObj(number -> Thread.ofVirtual()
                        .start(() -> (number % 2 == 0 ? here : elsewhere)
                                .recordOnce(
                                        id,
                                        Instant.EPOCH,
                                        "user",
                                        "",
                                        "thing.changed",
                                        "thing/1",
                                        Optional.of(tenant),
                                        Map.of())))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(entries(here, tenant)).extracting(AuditEntry::id).containsExactly(id);
        assertThat(here.verify(tenant).broken()).isEmpty();
    }

    @Test
    void chainsOfTenantsAreApart() {
        String one = tenant();
        String other = tenant();
        fill(here, one, 2);
        fill(here, other, 1);

        assertThat(here.verify(one).entries()).isEqualTo(2);
        assertThat(here.verify(other).entries()).isEqualTo(1);
        assertThat(here.verify(tenant())).isEqualTo(new AuditVerification(0, AuditEntry.NONE, Optional.empty()));
    }

    /** Somebody who can write into the database, and what the verification has to say of it. */
    private record Tampering(String name, Consumer<List<AuditEntry>> done, long sequence, String fault) {}

    @TestFactory
    Stream<DynamicTest> namesTheFirstEntryThatIsNotAsItWasWritten() {
        return Stream.of(
                        new Tampering(
                                "a changed subject",
                                entries -> change(entries.get(2), "subject", "thing/9"),
                                3,
                                "was changed"),
                        new Tampering(
                                "a changed actor",
                                entries -> change(entries.get(0), "actor_id", "somebody else"),
                                1,
                                "was changed"),
                        new Tampering(
                                "a changed detail",
                                entries -> change(entries.get(4), "details.after", "hash 0"),
                                5,
                                "was changed"),
                        new Tampering(
                                "a changed time",
                                entries -> change(entries.get(3), "at", java.util.Date.from(Instant.EPOCH)),
                                4,
                                "was changed"),
                        new Tampering(
                                "a changed entry with its hash made to fit",
                                entries -> {
                                    AuditEntry old = entries.get(1);
                                    AuditEntry forged = AuditEntry.after(
                                            entries.get(0).head(),
                                            new AuditNote(
                                                    old.id(),
                                                    old.at(),
                                                    old.actorId(),
                                                    old.actorEmail(),
                                                    old.action(),
                                                    "thing/9",
                                                    old.details()),
                                            Optional.of(old.chain()));
                                    Await.one(stored.replaceOne(eq("_id", old.id()), forged.document()));
                                },
                                3,
                                "does not hold the hash"),
                        new Tampering("a removed entry", entries -> remove(entries.get(2)), 3, "is missing"),
                        new Tampering("a removed beginning", entries -> remove(entries.get(0)), 1, "is missing"),
                        new Tampering("a removed end", entries -> remove(entries.get(5)), 6, "is missing"),
                        new Tampering(
                                "two that changed places",
                                entries -> {
                                    swap(entries.get(3), "moved", 0);
                                    swap(
                                            entries.get(4),
                                            AuditEntry.place(entries.get(3).chain(), 4),
                                            4);
                                    swap(
                                            entries.get(3),
                                            AuditEntry.place(entries.get(3).chain(), 5),
                                            5);
                                },
                                4,
                                "does not hold the hash"))
                .map(tampering -> DynamicTest.dynamicTest(tampering.name(), () -> {
                    String tenant = tenant();
                    fill(here, tenant, 6);
                    assertThat(elsewhere.verify(tenant).broken()).isEmpty();

                    tampering.done().accept(entries(here, tenant));

                    AuditVerification.Broken broken =
                            elsewhere.verify(tenant).broken().orElseThrow();
                    assertThat(broken.sequence()).isEqualTo(tampering.sequence());
                    assertThat(broken.fault()).contains(tampering.fault());
                    assertThat(elsewhere.verify(tenant).entries()).isEqualTo(tampering.sequence() - 1);
                }));
    }

    private void change(AuditEntry entry, String field, Object value) {
        Await.one(stored.updateOne(eq("_id", entry.id()), set(field, value)));
    }

    private void swap(AuditEntry entry, String place, long sequence) {
        Await.one(stored.updateOne(eq("_id", entry.id()), combine(set("place", place), set("sequence", sequence))));
    }

    private void remove(AuditEntry entry) {
        Await.one(stored.deleteOne(eq("_id", entry.id())));
    }
}
