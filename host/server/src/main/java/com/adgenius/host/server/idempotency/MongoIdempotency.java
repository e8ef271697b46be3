package com.adgenius.host.server.idempotency;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Access;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.Idempotency;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Route;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.vault.Vault;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/**
 * Remembers answers by {@code Idempotency-Key} for {@link #KEPT}, in the tenant's database where there is a tenant. A key
 * counts for one user and one path. While the first request works others are told to wait; a request that fails frees
 * its key, and one whose node dies frees it after {@link #LEASE}. Answers are kept sealed, as some hold a secret that is
 * shown once.
 */
public final class MongoIdempotency implements Idempotency {

    /** How long an answer is remembered. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** How long a request may work before its key is taken for abandoned. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final String COLLECTION = "idempotency";
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int SWEEP_LIMIT = 1_000;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final TenantDatabase tenantDatabase;
    private final MongoCollection<Document> shared;
    private final Vault vault;
    private final ObjectMapper mapper;
    private final Clock clock;

    /** Remembers in these databases. */
    public MongoIdempotency(
            MongoConnection mongo, TenantDatabase tenantDatabase, Vault vault, ObjectMapper mapper, Clock clock) {
        this.tenantDatabase = requireNonNull(tenantDatabase, "tenantDatabase is null");
        this.shared = mongo.publicDatabase().getCollection(COLLECTION);
        this.vault = requireNonNull(vault, "vault is null");
        this.mapper = requireNonNull(mapper, "mapper is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    @Override
    public Answer once(Route route, Call call, Callable<Answer> work) throws Exception {
        String key = call.header("Idempotency-Key").orElse("");
        if (key.isEmpty()) {
            return work.call();
        }
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.of(
                    ProblemCode.MALFORMED_PARAMETER, "Idempotency-Key must be 1 to 200 printable ASCII characters.");
        }
        MongoCollection<Document> answers = route.access().scope() == Access.Scope.TENANT ? ofTenant() : shared;
        String id = String.join(" ", call.principal().userId(), route.method().text(), route.fullPath(), key);
        Document running =
                new Document("_id", id).append("claim", new ObjectId()).append("at", Date.from(clock.instant()));
        return claim(answers, running) ? first(answers, running, call, work) : again(answers, running, call);
    }

    private Answer first(MongoCollection<Document> answers, Document running, Call call, Callable<Answer> work)
            throws Exception {
        boolean kept = false;
        try {
            Answer answer = work.call();
            kept = keep(answers, running, call, answer);
            return answer;
        } finally {
            if (!kept) {
                Await.one(answers.deleteOne(mine(running)));
            }
        }
    }

    private boolean keep(MongoCollection<Document> answers, Document running, Call call, Answer answer)
            throws IOException {
        if (answer.body().isPresent()) {
            return false;
        }
        byte[] json = answer.json().isPresent() ? json(answer.json().get()) : new byte[0];
        if (json.length > LARGEST_ANSWER) {
            return false;
        }
        Await.one(answers.updateOne(
                mine(running),
                Updates.combine(
                        Updates.set("status", answer.status()),
                        Updates.set("headers", new Document(Map.copyOf(answer.headers()))),
                        Updates.set("sealed", vault.seal(context(answers, running), new String(json, UTF_8))),
                        Updates.set("fingerprint", call.fingerprint()))));
        return true;
    }

    private Answer again(MongoCollection<Document> answers, Document running, Call call) throws IOException {
        Document known =
                Await.first(answers.find(eq(running.getString("_id"))).first()).orElseThrow(MongoIdempotency::working);
        if (!known.containsKey("status")) {
            throw working();
        }
        if (!call.fingerprint().equals(known.getString("fingerprint"))) {
            throw ProblemException.of(
                    ProblemCode.IDEMPOTENCY_CONFLICT,
                    "This Idempotency-Key was used for a request with other content; use a new key.");
        }
        byte[] json =
                vault.open(context(answers, known), known.getString("sealed")).getBytes(UTF_8);
        int status = known.getInteger("status");
        Answer answer = json.length == 0 ? Answer.empty(status) : Answer.written(status, json);
        for (Map.Entry<String, Object> header :
                known.get("headers", Document.class).entrySet()) {
            answer = answer.header(header.getKey(), String.valueOf(header.getValue()));
        }
        return answer.header("Idempotency-Replayed", "true");
    }

    private static String context(MongoCollection<Document> answers, Document known) {
        return answers.getNamespace().getFullName() + "/" + known.getString("_id");
    }

    /** Whether the key is free, or was abandoned or forgotten, and is this request's now. */
    private boolean claim(MongoCollection<Document> answers, Document running) {
        try {
            Await.one(answers.insertOne(running));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        Instant now = clock.instant();
        String id = running.getString("_id");
        return Await.one(answers.replaceOne(
                                        and(eq(id), eq("status", null), lt("at", Date.from(now.minus(LEASE)))),
                                        running))
                                .getModifiedCount()
                        + Await.one(answers.replaceOne(and(eq(id), lt("at", Date.from(now.minus(KEPT)))), running))
                                .getModifiedCount()
                > 0;
    }

    /** Forgets what is old, in the public database; bounded. */
    public void sweepShared() {
        sweep(shared);
    }

    /** Forgets what is old, in the database of the tenant in scope; bounded. */
    public void sweepTenant() {
        sweep(ofTenant());
    }

    /** Creates the index that the sweep needs, for the tenant in scope; idempotent. */
    public void provision() {
        Await.one(ofTenant().createIndex(Indexes.ascending("at")));
    }

    private void sweep(MongoCollection<Document> answers) {
        Date before = Date.from(clock.instant().minus(KEPT));
        List<String> old =
                Await.all(answers.find(lt("at", before))
                                .projection(Projections.include("_id"))
                                .limit(SWEEP_LIMIT))
                        .stream()
                        .map(document -> document.getString("_id"))
                        .toList();
        if (!old.isEmpty()) {
            Await.one(answers.deleteMany(and(in("_id", old), lt("at", before))));
        }
    }

    private MongoCollection<Document> ofTenant() {
        return tenantDatabase.collection(COLLECTION);
    }

    private static Bson mine(Document running) {
        return and(eq(running.getString("_id")), eq("claim", running.getObjectId("claim")));
    }

    private byte[] json(Object json) throws JsonProcessingException {
        return mapper.writeValueAsBytes(json);
    }

    private static ProblemException working() {
        return ProblemException.of(
                        ProblemCode.IDEMPOTENCY_CONFLICT,
                        "The first request with this Idempotency-Key is still being worked on; ask again.")
                .header("Retry-After", "2");
    }
}
