package com.adgenius.host.server.mail;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.vault.Vault;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The mails that are to be sent, in the public database: {@code waiting}, then {@code sent}, {@code dropped} when there
 * was nothing to send after all, or {@code set_aside} with the reason. What a mail is made of is sealed, and forgotten
 * when it is sent.
 */
public final class MailOutbox {

    private static final Duration KEYS_KEPT = Duration.ofDays(7);
    private static final Duration SET_ASIDE_KEPT = Duration.ofDays(30);

    private final MongoCollection<Document> mails;
    private final Vault vault;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);

    /** The outbox in the public database. */
    public MailOutbox(MongoConnection mongo, Vault vault, Clock clock) {
        this.mails = mongo.publicDatabase().getCollection("mail_outbox");
        this.vault = requireNonNull(vault, "vault is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the indexes; idempotent. */
    public void provision() {
        Await.one(mails.createIndex(Indexes.ascending("state", "due_at")));
    }

    /** Puts a mail in; it is sent though everything ends when this has returned. A key that is known changes nothing. */
    public void put(MailRequest request) {
        Date now = Date.from(clock.instant());
        Document document = new Document("_id", request.key())
                .append("kind", request.kind())
                .append("to", request.to())
                .append("sealed", vault.seal(context(request.key()), new Document(copy(request)).toJson()))
                .append("useful_until", Date.from(request.usefulUntil()))
                .append("state", State.WAITING.value())
                .append("tries", 0)
                .append("due_at", now)
                .append("created_at", now);
        request.tenant().ifPresent(tenant -> document.append("tenant", tenant));
        try {
            Await.one(mails.insertOne(document));
            wake();
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    private static Map<String, Object> copy(MailRequest request) {
        return new HashMap<>(request.values());
    }

    void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /** Waits until something is put in on this node, or the time is over. */
    void awaitNews(Duration limit) throws InterruptedException {
        if (news.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** Takes what has been due for longest; nobody else gets it before the lease is over. */
    Optional<Claim> claim(Duration lease) {
        Instant now = clock.instant();
        return Await.first(mails.findOneAndUpdate(
                        and(eq("state", State.WAITING.value()), lte("due_at", Date.from(now))),
                        combine(inc("tries", 1), set("due_at", Date.from(now.plus(lease)))),
                        new FindOneAndUpdateOptions()
                                .sort(Sorts.ascending("due_at"))
                                .returnDocument(ReturnDocument.AFTER)))
                .map(Claim::of);
    }

    /** What is to be sent, opened. */
    MailRequest open(Claim claim) {
        Document values = Document.parse(vault.open(context(claim.key()), claim.sealed()));
        Map<String, String> texts = new HashMap<>();
        values.keySet().forEach(name -> texts.put(name, values.getString(name)));
        return new MailRequest(claim.key(), claim.kind(), claim.to(), texts, claim.usefulUntil());
    }

    /** Notes that it ended; false where the claim no longer counts. */
    boolean end(Claim claim, State state) {
        return write(claim, combine(state(state), unset("sealed"), unset("reason")));
    }

    boolean tryAgain(Claim claim, Duration after, String reason) {
        return write(claim, combine(set("due_at", Date.from(clock.instant().plus(after))), set("reason", reason)));
    }

    boolean setAside(Claim claim, String reason) {
        return write(claim, combine(state(State.SET_ASIDE), set("reason", reason)));
    }

    private Bson state(State state) {
        return combine(set("state", state.value()), set("ended_at", Date.from(clock.instant())));
    }

    /** The number of tries is the claim's token: whoever took the mail later has another. */
    private boolean write(Claim claim, Bson change) {
        Bson mine = and(eq(claim.key()), eq("state", State.WAITING.value()), eq("tries", claim.tries()));
        return Await.one(mails.updateOne(mine, change)).getMatchedCount() == 1;
    }

    /** Forgets what ended long ago. */
    public void sweep() {
        forget(List.of(State.SENT.value(), State.DROPPED.value()), KEYS_KEPT);
        forget(List.of(State.SET_ASIDE.value()), SET_ASIDE_KEPT);
    }

    private void forget(List<String> states, Duration kept) {
        Date before = Date.from(clock.instant().minus(kept));
        Await.one(mails.deleteMany(and(in("state", states), lt("ended_at", before))));
    }

    private static String context(String key) {
        return "mail/" + key;
    }

    /** Where a mail is. */
    enum State {
        WAITING,
        SENT,
        DROPPED,
        SET_ASIDE;

        String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A mail that one worker has taken. */
    record Claim(String key, String kind, String to, String sealed, int tries, Instant usefulUntil) {

        static Claim of(Document document) {
            return new Claim(
                    document.getString("_id"),
                    document.getString("kind"),
                    document.getString("to"),
                    document.getString("sealed"),
                    document.getInteger("tries"),
                    document.getDate("useful_until").toInstant());
        }

        @Override
        public String toString() {
            return "Claim[" + kind + ", try " + tries + "]";
        }
    }
}
