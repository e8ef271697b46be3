package com.adgenius.host.server.identity;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.vault.Vault;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;

/**
 * The keys that access tokens are signed with: one document of the public database, the private parts sealed. Its changes
 * are updates of one revision, so that of nodes that turn the keys at the same time one does it and the others follow.
 *
 * <p>A key's life: made and published; after {@link #LEAD}, when every node and every reader of the key set knows it,
 * signing; after {@link #TURN} followed by the next; once the last token that it signed has expired, gone.
 */
final class SigningKeys {

    /** How long a key signs. */
    static final Duration TURN = Duration.ofDays(30);

    /** How long a key is published before it signs; longer than the key set may be cached. */
    static final Duration LEAD = Duration.ofMinutes(15);

    private static final Duration SLACK = Duration.ofMinutes(1);
    private static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(2);
    private static final String KEYS = "keys";
    private static final String REVISION = "revision";

    private final MongoCollection<Document> store;
    private final Vault vault;
    private final Clock clock;
    private final String id;
    private final AtomicLong lastRead = new AtomicLong();
    private volatile KeySet keys;

    /** The keys in that document, which is made where there is none. */
    SigningKeys(MongoConnection mongo, Vault vault, Clock clock, String id) {
        this.store = mongo.publicDatabase().getCollection("signing_keys");
        this.vault = requireNonNull(vault, "vault is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.id = requireNonNull(id, "id is null");
        this.keys = keySet(Await.first(store.find(eq(id)).first()).orElseGet(this::make));
    }

    /** The key to sign with now. */
    SigningKey signer() {
        return keys.signer(clock.instant());
    }

    /** The key of that id; another node may have made it a moment ago. */
    Optional<SigningKey> find(String keyId) {
        Optional<SigningKey> known = keys.find(keyId);
        if (known.isPresent()) {
            return known;
        }
        long now = System.nanoTime();
        long last = lastRead.get();
        // Who makes ids up must not make every node read.
        if (now - last < UNKNOWN_KEY_PAUSE.toNanos() || !lastRead.compareAndSet(last, now)) {
            return Optional.empty();
        }
        read();
        return keys.find(keyId);
    }

    /** All keys that may have signed a token that is valid now, and the one that comes next. */
    List<SigningKey> published() {
        return keys.all();
    }

    /** Reads what other nodes did, makes the next key when it is time, and lets go of those whose tokens have expired. */
    void tend() {
        read();
        Instant now = clock.instant();
        KeySet known = keys;
        List<TimedKey> kept = known.stillNeeded(now);
        boolean due = !now.isBefore(kept.getLast().signsFrom().plus(TURN));
        if (!due && kept.size() == known.keys().size()) {
            return;
        }
        List<TimedKey> next = new ArrayList<>(kept);
        if (due) {
            next.add(new TimedKey(SigningKey.generate(), now.plus(LEAD)));
        }
        Await.first(store.findOneAndUpdate(
                        and(eq(id), eq(REVISION, known.revision())),
                        Updates.combine(
                                Updates.set(
                                        KEYS, next.stream().map(this::document).toList()),
                                Updates.inc(REVISION, 1L)),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .ifPresentOrElse(document -> keys = keySet(document), this::read);
    }

    private void read() {
        Await.first(store.find(eq(id)).first()).ifPresent(document -> {
            if (document.get(REVISION, Number.class).longValue() != keys.revision()) {
                keys = keySet(document);
            }
        });
    }

    private Document make() {
        Document first = document(new TimedKey(SigningKey.generate(), clock.instant()));
        return Await.one(store.findOneAndUpdate(
                eq(id),
                Updates.combine(Updates.setOnInsert(KEYS, List.of(first)), Updates.setOnInsert(REVISION, 1L)),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
    }

    private Document document(TimedKey timed) {
        SigningKey key = timed.key();
        return new Document("kid", key.id())
                .append("public_key", key.encodedPublicKey())
                .append("private_key", vault.seal(context(key.id()), key.encodedPrivateKey()))
                .append("signs_from", Date.from(timed.signsFrom()));
    }

    private KeySet keySet(Document document) {
        return new KeySet(
                document.get(REVISION, Number.class).longValue(),
                document.getList(KEYS, Document.class).stream()
                        .map(key -> new TimedKey(
                                SigningKey.decode(
                                        key.getString("public_key"),
                                        vault.open(context(key.getString("kid")), key.getString("private_key"))),
                                key.getDate("signs_from").toInstant()))
                        .toList());
    }

    private static String context(String keyId) {
        return "signing-key/" + keyId;
    }

    private record TimedKey(SigningKey key, Instant signsFrom) {}

    /** The keys of one revision, the oldest first. */
    private record KeySet(long revision, List<TimedKey> keys) {

        SigningKey signer(Instant now) {
            return keys.reversed().stream()
                    .filter(key -> !key.signsFrom().isAfter(now))
                    .findFirst()
                    .orElseGet(keys::getFirst)
                    .key();
        }

        Optional<SigningKey> find(String keyId) {
            return keys.stream()
                    .map(TimedKey::key)
                    .filter(key -> key.id().equals(keyId))
                    .findFirst();
        }

        List<SigningKey> all() {
            return keys.stream().map(TimedKey::key).toList();
        }

        /** A key signs until the next one does; its last token lives on from there. */
        List<TimedKey> stillNeeded(Instant now) {
            List<TimedKey> needed = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                boolean last = i == keys.size() - 1;
                if (last
                        || now.isBefore(keys.get(i + 1)
                                .signsFrom()
                                .plus(AccessTokens.LIFE)
                                .plus(SLACK))) {
                    needed.add(keys.get(i));
                }
            }
            return needed;
        }
    }
}
