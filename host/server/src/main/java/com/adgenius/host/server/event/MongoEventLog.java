package com.adgenius.host.server.event;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.JsonValues;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * An event log in a collection. The sequence is the {@code _id}: an event is inserted as the one after the last, and
 * whoever finds the place taken takes the next; so there is never a gap, on one node or many.
 *
 * <p>Events are read by the ids they must have, not by a range: that is a look-up in every server, the stand-in included.
 */
final class MongoEventLog implements EventLog {

    private static final int READ_AHEAD = 32;
    private static final int APPEND_ATTEMPTS = 1_000;
    /** Below {@link #LEAST_AGE}: the event after the last one known cannot have been swept meanwhile. */
    private static final Duration TRUST = LEAST_AGE.dividedBy(2);

    private final Supplier<MongoCollection<Document>> events;
    private final Clock clock;
    private final Consumer<String> appended;
    private final ReentrantLock appending = new ReentrantLock();
    private final AtomicLong known = new AtomicLong();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private volatile long knownUntil = System.nanoTime();
    private volatile boolean indexed;

    /**
     * A log that tells the type of each event that is appended here, after it was.
     *
     * @param events the collection, asked for at each use
     */
    MongoEventLog(Supplier<MongoCollection<Document>> events, Clock clock, Consumer<String> appended) {
        this.events = events;
        this.clock = clock;
        this.appended = appended;
    }

    @Override
    public long append(String eventId, String type, int version, Instant time, Map<String, ?> data) {
        Document event = new Document("event_id", eventId)
                .append("type", type)
                .append("version", version)
                .append("time", Date.from(time))
                .append("stored_at", Date.from(clock.instant()))
                .append("data", JsonValues.text(data));
        long sequence = appendInTurn(event);
        appended.accept(type);
        return sequence;
    }

    private long appendInTurn(Document event) {
        appending.lock();
        try {
            index();
            return insert(event);
        } finally {
            appending.unlock();
        }
    }

    private long insert(Document event) {
        long next = trusted() + 1;
        for (int attempt = 0; attempt < APPEND_ATTEMPTS; attempt++) {
            try {
                Await.done(events.get().insertOne(event.append("_id", next)));
                reached(next);
                return next;
            } catch (MongoWriteException e) {
                if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                Document same = Await.first(events.get().find(eq("event_id", event.getString("event_id"))))
                        .orElse(null);
                if (same != null) {
                    return same.getLong("_id");
                }
                next = last() + 1;
            }
        }
        throw new IllegalStateException("The event log " + events.get().getNamespace() + " is too busy to append to");
    }

    private void index() {
        if (!indexed) {
            Await.done(events.get().createIndex(Indexes.ascending("event_id"), new IndexOptions().unique(true)));
            indexed = true;
        }
    }

    @Override
    public List<StoredEvent> after(long sequence, int limit) {
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit " + limit + " is not 1 to 500");
        }
        List<StoredEvent> found = new ArrayList<>();
        for (Document document : find(sequence, limit)) {
            if (document.getLong("_id") != sequence + found.size() + 1) {
                break;
            }
            found.add(stored(document));
        }
        if (!found.isEmpty()) {
            reached(found.getLast().sequence());
        }
        return found;
    }

    private List<Document> find(long sequence, int limit) {
        List<Long> places =
                LongStream.rangeClosed(sequence + 1, sequence + limit).boxed().toList();
        return Await.all(events.get().find(in("_id", places)).sort(ascending("_id")));
    }

    private static StoredEvent stored(Document document) {
        return new StoredEvent(
                document.getLong("_id"),
                document.getString("event_id"),
                document.getString("type"),
                document.getInteger("version"),
                document.getDate("time").toInstant(),
                JsonValues.object(document.getString("data")));
    }

    @Override
    public long last() {
        long last = trusted();
        List<Document> found = find(last, READ_AHEAD);
        while (!found.isEmpty()) {
            last = found.getLast().getLong("_id");
            found = find(last, 500);
        }
        reached(last);
        return last;
    }

    private long trusted() {
        if (knownUntil - System.nanoTime() <= 0) {
            reached(end(descending("_id")));
        }
        return known.get();
    }

    @Override
    public long first() {
        return end(ascending("_id"));
    }

    @Override
    public long lastBefore(Instant time) {
        long last = last();
        return storedSince(time).map(first -> first - 1).orElse(last);
    }

    private long end(Bson order) {
        return Await.first(events.get().find().sort(order).limit(1))
                .map(document -> document.getLong("_id"))
                .orElse(0L);
    }

    private void reached(long sequence) {
        long before = known.getAndAccumulate(sequence, Math::max);
        if (before <= sequence) {
            knownUntil = System.nanoTime() + TRUST.toNanos();
        }
        if (before < sequence) {
            listeners.forEach(Runnable::run);
        }
    }

    boolean heard() {
        return !listeners.isEmpty();
    }

    @Override
    public boolean await(long sequence, Duration limit) throws InterruptedException {
        CountDownLatch appended = new CountDownLatch(1);
        try (Subscription _ = onAppend(() -> {
            if (known.get() > sequence) {
                appended.countDown();
            }
        })) {
            return last() > sequence || appended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public Subscription onAppend(Runnable listener) {
        Runnable unique = () -> listener.run();
        listeners.add(unique);
        return () -> listeners.remove(unique);
    }

    @Override
    public long sweep(Duration age, int keep) {
        Instant now = clock.instant();
        long last = last();
        long tooOld = firstStoredSince(now.minus(age), last);
        long tooMany = Math.min(last - keep + 1, firstStoredSince(now.minus(LEAST_AGE), last));
        return Await.one(events.get().deleteMany(lt("_id", Math.max(tooOld, tooMany))))
                .getDeletedCount();
    }

    /** Only a beginning of the log is ever removed: a gap would end every reader. */
    private long firstStoredSince(Instant time, long last) {
        return storedSince(time).orElse(last);
    }

    private Optional<Long> storedSince(Instant time) {
        return Await.first(events.get()
                        .find(gte("stored_at", Date.from(time)))
                        .sort(ascending("_id"))
                        .limit(1))
                .map(document -> document.getLong("_id"));
    }
}
