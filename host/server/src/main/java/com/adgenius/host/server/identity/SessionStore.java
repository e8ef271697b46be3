package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * Sessions in Redis: a hash for each, with hashes of its tokens alone, and for each user the ids of the sessions there
 * are. Every call throws {@link org.redisson.client.RedisException} where Redis does not answer.
 */
final class SessionStore {

    private static final int SPENT_KEPT = 16;

    /** The sessions of one user that can be refreshed; with more the oldest can no longer. */
    private static final int PER_USER = 100;

    private static final String USER = "user";
    private static final String EPOCH = "epoch";
    private static final String TENANT = "tenant";
    private static final String ENDS = "ends";
    private static final String OUT = "out:";
    private static final String NO_TENANT = "";

    private final RedissonClient redis;
    private final SessionTimes times;
    private final Clock clock;

    SessionStore(RedissonClient redis, SessionTimes times, Clock clock) {
        this.redis = requireNonNull(redis, "redis is null");
        this.times = requireNonNull(times, "times is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Begins the session with its first token. */
    void begin(Session session, RefreshToken token) {
        long now = clock.millis();
        RScoredSortedSet<String> ids = ids(session.userId());
        ids.removeRangeByScore(0, true, (double) (now - times.absolute().toMillis()), true);
        ids.add((double) now, session.id());
        ids.expire(times.absolute());
        for (String oldest : ids.valueRange(0, -1 - PER_USER)) {
            redis.getKeys().delete(key(oldest));
            ids.remove(oldest);
        }
        eval(
                SessionScripts.BEGIN,
                session.id(),
                times.idle().toMillis(),
                USER,
                session.userId(),
                EPOCH,
                session.epoch(),
                TENANT,
                session.tenant().orElse(NO_TENANT),
                ENDS,
                session.ends().toEpochMilli(),
                "idle",
                now + times.idle().toMillis(),
                "current",
                token.hash(),
                "spent",
                "[]");
    }

    /** The session of that id. */
    Optional<Session> find(String id) {
        Map<String, String> fields = fields(id, Set.of(USER, EPOCH, TENANT, ENDS));
        return fields.size() < 4
                ? Optional.empty()
                : Optional.of(new Session(
                        id,
                        fields.getOrDefault(USER, ""),
                        Long.parseLong(fields.getOrDefault(EPOCH, "0")),
                        Optional.ofNullable(fields.get(TENANT)).filter(slug -> !slug.equals(NO_TENANT)),
                        Instant.ofEpochMilli(Long.parseLong(fields.getOrDefault(ENDS, "0")))));
    }

    /** Spends the token, in one step. */
    Rotation rotate(RefreshToken token) {
        String nonce = RefreshToken.nonce();
        List<String> answer = eval(
                SessionScripts.ROTATE,
                token.sessionId(),
                token.hash(),
                token.successor(nonce).hash(),
                nonce,
                clock.millis(),
                times.grace().toMillis(),
                times.idle().toMillis(),
                SPENT_KEPT);
        return switch (answer.getFirst()) {
            case "rotated" -> {
                RefreshToken newest = token;
                for (String each : answer.subList(1, answer.size())) {
                    newest = newest.successor(each);
                }
                yield new Rotation.Rotated(newest);
            }
            case "reused" -> new Rotation.Reused();
            default -> new Rotation.Missing();
        };
    }

    /** Remembers the tenant that is worked in from now on. */
    void move(String id, String tenant) {
        eval(SessionScripts.SET, id, TENANT, tenant);
    }

    /** Remembers that access tokens of the session for the tenant that were issued until then are void. */
    void leave(String id, String tenant, Instant then) {
        eval(SessionScripts.SET, id, OUT + tenant, then.getEpochSecond());
    }

    /** Ends the session. */
    void end(String userId, String id) {
        redis.getKeys().delete(key(id));
        ids(userId).remove(id);
    }

    /** The ids of the user's sessions. */
    Collection<String> of(String userId) {
        return ids(userId).readAll();
    }

    /** Access tokens of the session for the tenant that were issued until then are void. */
    Optional<Instant> voidUntil(String id, Optional<String> tenant) {
        String out = OUT + tenant.orElse(NO_TENANT);
        return Optional.ofNullable(fields(id, Set.of(out)).get(out))
                .map(second -> Instant.ofEpochSecond(Long.parseLong(second)));
    }

    private Map<String, String> fields(String id, Set<String> names) {
        return redis.<String, String>getMap(key(id), StringCodec.INSTANCE).getAll(names);
    }

    private RScoredSortedSet<String> ids(String userId) {
        return redis.getScoredSortedSet("adgenius:sessions-of:" + userId, StringCodec.INSTANCE);
    }

    /** What the script answers: a list of texts. */
    private List<String> eval(String script, String id, Object... arguments) {
        List<Object> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(String.valueOf(argument));
        }
        return redis.getScript(StringCodec.INSTANCE)
                .eval(RScript.Mode.READ_WRITE, script, RScript.ReturnType.LIST, List.of(key(id)), texts.toArray());
    }

    private static String key(String id) {
        return "adgenius:session:" + id;
    }

    /** What became of a token that was shown. */
    sealed interface Rotation {

        /** It was spent, now or within the grace; this is the newest of its family. */
        record Rotated(RefreshToken token) implements Rotation {}

        /** It had been spent before, or never existed in this family: the session is ended. */
        record Reused() implements Rotation {}

        /** There is no such session, or it is over. */
        record Missing() implements Rotation {}
    }
}
