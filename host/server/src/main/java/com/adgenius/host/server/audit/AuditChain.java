package com.adgenius.host.server.audit;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.max;

import com.adgenius.host.server.audit.AuditEntry.Head;
import com.adgenius.host.server.storage.Await;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.bson.Document;

/**
 * The entries of the audit as chains, one for each tenant and one for the platform: each entry holds the hash of the one
 * before. An entry is inserted as the one after the head that its writer saw; a unique index on the place makes that a
 * compare-and-set, so whoever finds the place taken reads on and tries again.
 */
final class AuditChain {

    private static final System.Logger LOG = System.getLogger(AuditChain.class.getName());
    private static final int ATTEMPTS = 1_000;
    private static final int PAGE = 200;
    private static final int LOCKS = 64;
    private static final int HEADS = 10_000;

    private final MongoCollection<Document> entries;
    private final MongoCollection<Document> heads;
    private final Map<String, Head> known = new ConcurrentHashMap<>();
    private final List<ReentrantLock> locks;
    private volatile boolean indexed;

    AuditChain(MongoDatabase database) {
        this.entries = database.getCollection("audit");
        this.heads = database.getCollection("audit_heads");
        this.locks =
                LongStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock()).toList();
    }

    /** Appends the change to the chain, unless an entry of that id is there. */
    void append(AuditNote note, Optional<String> tenant) {
        String chain = tenant.orElse("");
        // Of this node one at a time, so that they do not take each other's place.
        ReentrantLock lock = locks.get(Math.floorMod(chain.hashCode(), LOCKS));
        lock.lock();
        try {
            index();
            insert(chain, head -> AuditEntry.after(head, note, tenant));
        } finally {
            lock.unlock();
        }
    }

    private void insert(String chain, Function<Head, AuditEntry> sealing) {
        Head head = head(chain);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            AuditEntry entry = sealing.apply(head);
            try {
                Await.one(entries.insertOne(entry.document()));
                reached(chain, entry.head());
                return;
            } catch (MongoWriteException e) {
                requireDuplicate(e);
                if (Await.first(entries.find(eq("_id", entry.id()))).isPresent()) {
                    return;
                }
                head = last(chain, head);
            }
        }
        throw new IllegalStateException("The audit of \"" + chain + "\" is too busy to append to");
    }

    private static void requireDuplicate(MongoException e) {
        if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
            throw e;
        }
    }

    private void index() {
        if (!indexed) {
            Await.one(entries.createIndex(
                    Indexes.ascending("place"), new IndexOptions().unique(true).sparse(true)));
            Await.one(entries.createIndex(Indexes.descending("tenant", "sequence")));
            indexed = true;
        }
    }

    private Head head(String chain) {
        Head head = known.get(chain);
        return head == null
                ? last(chain, at(chain, marked(chain)).map(AuditEntry::head).orElse(Head.EMPTY))
                : head;
    }

    /** The last place that somebody marked as taken; there may be more after it. */
    private long marked(String chain) {
        return Await.first(heads.find(eq("_id", chain)))
                .map(mark -> mark.getLong("sequence"))
                .orElse(0L);
    }

    /** The head as it is now, reading on from one that was. */
    private Head last(String chain, Head from) {
        Head head = from;
        Optional<AuditEntry> next = at(chain, head.sequence() + 1);
        while (next.isPresent()) {
            head = next.get().head();
            next = at(chain, head.sequence() + 1);
        }
        return head;
    }

    private Optional<AuditEntry> at(String chain, long sequence) {
        return sequence < 1
                ? Optional.empty()
                : Await.first(entries.find(eq("place", AuditEntry.place(chain, sequence))))
                        .map(AuditEntry::of);
    }

    /** Notes how far the chain goes, so that an end that is cut off is missed. */
    private void reached(String chain, Head head) {
        if (known.size() >= HEADS) {
            known.clear();
        }
        known.put(chain, head);
        try {
            Await.one(heads.updateOne(
                    eq("_id", chain), max("sequence", head.sequence()), new UpdateOptions().upsert(true)));
        } catch (MongoException e) {
            // The entry is there; the next one marks the end again.
            LOG.log(System.Logger.Level.WARNING, "The head of the audit of \"" + chain + "\" was not marked", e);
        }
    }

    /** Reads a chain in its order, a page at a time; what is missing is left out. */
    void read(String chain, Reader reader) throws IOException {
        long marked = marked(chain);
        List<AuditEntry> page = page(chain, 1);
        for (long from = 1; !page.isEmpty() || from <= marked; page = page(chain, from)) {
            for (AuditEntry entry : page) {
                reader.read(entry);
            }
            from += PAGE;
        }
    }

    /** Takes one entry. */
    @FunctionalInterface
    interface Reader {

        void read(AuditEntry entry) throws IOException;
    }

    /** The entries at the next places that are there, in their order. */
    private List<AuditEntry> page(String chain, long from) {
        LongFunction<String> place = sequence -> AuditEntry.place(chain, sequence);
        Map<String, AuditEntry> found = new HashMap<>();
        for (Document document : Await.all(entries.find(
                in("place", LongStream.range(from, from + PAGE).mapToObj(place).toList())))) {
            found.put(document.getString("place"), AuditEntry.of(document));
        }
        return LongStream.range(from, from + PAGE)
                .mapToObj(place)
                .filter(found::containsKey)
                .map(found::get)
                .toList();
    }

    /** Removes the whole chain of a tenant. */
    void forget(String tenant) {
        Await.one(entries.deleteMany(eq("tenant", tenant)));
        Await.one(heads.deleteOne(eq("_id", tenant)));
        known.remove(tenant);
    }

    /** Recomputes a chain from its beginning to its end. */
    AuditVerification verify(String chain) {
        Head head = Head.EMPTY;
        // Read before the entries, so that none that is appended meanwhile is missed.
        long marked = marked(chain);
        for (List<AuditEntry> page = page(chain, 1); !page.isEmpty(); page = page(chain, head.sequence() + 1)) {
            for (AuditEntry entry : page) {
                Optional<AuditVerification.Broken> broken = broken(head, entry);
                if (broken.isPresent()) {
                    return new AuditVerification(head.sequence(), head.hash(), broken);
                }
                head = entry.head();
            }
        }
        return new AuditVerification(
                head.sequence(),
                head.hash(),
                head.sequence() < marked
                        ? Optional.of(new AuditVerification.Broken(head.sequence() + 1, "", "is missing"))
                        : Optional.empty());
    }

    private static Optional<AuditVerification.Broken> broken(Head before, AuditEntry entry) {
        long expected = before.sequence() + 1;
        String fault = entry.sequence() != expected
                ? "is missing"
                : !entry.previous().equals(before.hash())
                        ? "does not hold the hash of the entry before"
                        : !entry.hash().equals(entry.computed()) ? "was changed: its hash is another" : "";
        return fault.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new AuditVerification.Broken(expected, entry.sequence() == expected ? entry.id() : "", fault));
    }
}
