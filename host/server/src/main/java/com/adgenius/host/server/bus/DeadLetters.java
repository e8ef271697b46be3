package com.adgenius.host.server.bus;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.PageRequest;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

/**
 * The messages that could not be handled: the collection {@code dead_letters} of the public database. They are kept until
 * they are replayed, at most 90 days.
 */
public final class DeadLetters {

    private static final System.Logger LOG = System.getLogger(DeadLetters.class.getName());
    private static final Duration KEPT = Duration.ofDays(90);

    private final MongoCollection<Document> letters;
    private final MessageCodec codec = new MessageCodec();
    private final Clock clock;

    /** The dead letters of the platform. */
    public DeadLetters(MongoConnection mongo, Clock clock) {
        this.letters = mongo.publicDatabase().getCollection("dead_letters");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Why a message was given up.
     *
     * @param code for programs
     * @param detail for people
     * @param tries how often it was tried
     */
    record Cause(String code, String detail, int tries) {}

    /** Keeps a message that a subscription could not handle; done twice it has the effect of once. */
    void keep(String subscription, String body, Cause cause) {
        MessageCodec.Summary summary = codec.summary(body);
        String name = subscription + "\n" + summary.id().orElse(body);
        String id =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        Document letter = new Document("_id", id)
                .append("subscription", subscription)
                .append("message_id", summary.id().orElse(null))
                .append("type", summary.type().orElse(null))
                .append("version", summary.version().orElse(null))
                .append("tenant", summary.tenant().orElse(null))
                .append("code", cause.code())
                .append("detail", cause.detail())
                .append("tries", cause.tries())
                .append("time", Date.from(clock.instant()))
                .append("body", body);
        Await.one(letters.replaceOne(eq("_id", id), letter, new ReplaceOptions().upsert(true)));
        LOG.log(
                System.Logger.Level.WARNING,
                "Message " + summary.id().orElse("without an id") + " of " + subscription + " is a dead letter after "
                        + cause.tries() + " tries: " + cause.code() + ", " + cause.detail());
    }

    /** How many there are. */
    public long count() {
        return Await.one(letters.countDocuments());
    }

    /** One page of them, the newest first. */
    public List<DeadLetter> page(PageRequest page) {
        return Await.all(letters.find()
                        .sort(descending("time", "_id"))
                        .skip(page.offset())
                        .limit(page.size()))
                .stream()
                .map(DeadLetters::letter)
                .toList();
    }

    /** The one with that id. */
    public Optional<DeadLetter> find(String id) {
        return Await.first(letters.find(eq("_id", id))).map(DeadLetters::letter);
    }

    /** Forgets one that was replayed, unless it came back meanwhile. */
    public void remove(DeadLetter letter) {
        Await.one(letters.deleteOne(and(eq("_id", letter.id()), eq("time", Date.from(letter.time())))));
    }

    /** Forgets those that are too old. */
    public void sweep() {
        long swept = Await.one(
                        letters.deleteMany(lt("time", Date.from(clock.instant().minus(KEPT)))))
                .getDeletedCount();
        if (swept > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    swept + " dead letters were not replayed within " + KEPT.toDays() + " days and are forgotten");
        }
    }

    private static DeadLetter letter(Document document) {
        Instant time = document.getDate("time").toInstant();
        return new DeadLetter(
                document.getString("_id"),
                document.getString("subscription"),
                Optional.ofNullable(document.getString("message_id")),
                Optional.ofNullable(document.getString("type")),
                Optional.ofNullable(document.getInteger("version")),
                Optional.ofNullable(document.getString("tenant")),
                document.getString("code"),
                document.getString("detail"),
                document.getInteger("tries"),
                time,
                document.getString("body"));
    }
}
