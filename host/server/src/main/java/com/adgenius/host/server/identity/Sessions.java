package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.identity.SessionStore.Rotation;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.RedisCircuit;
import com.adgenius.host.server.storage.RedisConnection;
import com.adgenius.host.server.storage.ShortCache;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who is signed in, on all nodes. Redis holds the sessions. That one was ended is written to MongoDB first, so an end is
 * an end whatever becomes of Redis; other nodes hear of it by a topic, at once.
 *
 * <p>Where Redis does not answer: a session that is ended is refused by every node within {@link SessionTimes#known}
 * instead of at once; who signs in gets no refresh token; and {@link #refresh} says that it cannot. Where Redis has lost
 * its memory, access tokens live out their minutes and then people sign in again.
 */
public final class Sessions {

    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());
    private static final Duration SLACK = Duration.ofMinutes(1);
    private static final int KNOWN = 10_000;

    /** Whose session it is can only be asked of Redis; without it there is nothing to be removed there. */
    private static final String UNKNOWN_USER = "";

    private final Users users;
    private final SessionStore store;
    private final SessionEnds ends;
    private final SessionTimes times;
    private final Clock clock;
    private final RedisCircuit redis;
    private final ShortCache<Key, State> states;
    private final SessionTopic topic;
    private final Consumer<String> forgetUser;

    Sessions(
            Users users,
            RedisConnection redis,
            MongoConnection mongo,
            SessionTimes times,
            Clock clock,
            Consumer<String> forgetUser) {
        this.users = requireNonNull(users, "users is null");
        this.redis = redis.circuit();
        this.store = new SessionStore(redis.client(), times, clock);
        this.ends = new SessionEnds(mongo, clock);
        this.times = requireNonNull(times, "times is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.states = new ShortCache<>(KNOWN, times.known());
        this.topic = new SessionTopic(redis.client(), this::forgetSession, forgetUser);
        this.forgetUser = requireNonNull(forgetUser, "forgetUser is null");
        ends.provision();
    }

    /** Begins a session; without a refresh token where Redis does not answer. */
    Begun begin(User user, Optional<String> tenant) {
        RefreshToken token = RefreshToken.first();
        Instant over = clock.instant().plus(times.absolute());
        Session session = new Session(token.sessionId(), user.id(), user.sessionEpoch(), tenant, over);
        Optional<RefreshToken> kept = redis.ask(() -> {
            store.begin(session, token);
            return token;
        });
        return new Begun(session, kept);
    }

    /**
     * The session that the token belongs to, though the token may be spent.
     *
     * @throws ProblemException {@link ProblemCode#UNAVAILABLE} where Redis does not answer
     */
    Optional<Session> find(RefreshToken token) {
        return redis.ask(() -> store.find(token.sessionId()))
                .orElseThrow(Sessions::away)
                .filter(session -> !ends.contains(session.id()));
    }

    /**
     * Spends the token of the session and gives its successor; empty when the session is over, or is now, because the
     * token was spent before.
     *
     * @throws ProblemException {@link ProblemCode#UNAVAILABLE} where Redis does not answer. The token is not lost: within
     *     the grace it gets the same successor again
     */
    Optional<RefreshToken> refresh(Session session, RefreshToken token) {
        return switch (redis.ask(() -> store.rotate(token)).orElseThrow(Sessions::away)) {
            case Rotation.Rotated rotated -> Optional.of(rotated.token());
            case Rotation.Missing _ -> Optional.empty();
            case Rotation.Reused _ -> {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "A spent refresh token of user " + session.userId() + " was shown again; session "
                                + session.id() + " is ended, as its token may have been copied");
                end(session.userId(), session.id());
                yield Optional.empty();
            }
        };
    }

    private static ProblemException away() {
        return ProblemException.of(
                        ProblemCode.UNAVAILABLE,
                        "Sessions cannot be refreshed at the moment; ask again with the same cookie.")
                .header("Retry-After", String.valueOf(RedisCircuit.PAUSE.toSeconds()));
    }

    /** How long a refresh token lasts unless it is used. */
    Duration lastsUnused(Session session) {
        Duration rest = Duration.between(clock.instant(), session.ends());
        return rest.compareTo(times.idle()) < 0 ? rest : times.idle();
    }

    /** The session goes on in that tenant. */
    void move(String sessionId, String tenant) {
        redis.ask(() -> {
            store.move(sessionId, tenant);
            return sessionId;
        });
    }

    /** Ends the session that the token belongs to. Whoever holds such a token may, though it be spent. */
    void end(RefreshToken token) {
        redis.ask(() -> store.find(token.sessionId()))
                .ifPresentOrElse(
                        found -> found.ifPresent(session -> end(session.userId(), session.id())),
                        () -> end(UNKNOWN_USER, token.sessionId()));
    }

    /** Ends one session: its tokens are refused by every node. */
    void end(String userId, String sessionId) {
        // For as long as it could be refreshed: Redis may hold it still when it comes back.
        ends.add(sessionId, clock.instant().plus(times.absolute()).plus(SLACK));
        forgetSession(sessionId);
        redis.ask(() -> {
            store.end(userId, sessionId);
            topic.tellSession(sessionId);
            return sessionId;
        });
    }

    /**
     * Ends all sessions of the user, on every node: for a changed password, for a user who is disabled. Who signs in
     * afterwards begins a new one.
     */
    public void endAll(String userId) {
        users.endSessionEpoch(userId);
        forgetUser.accept(userId);
        redis.ask(() -> {
                    topic.tellUser(userId);
                    return store.of(userId);
                })
                .orElse(List.of())
                .forEach(id -> end(userId, id));
    }

    /**
     * Ends what the user does in the tenant, on every node: for a membership that is removed, which is to be written
     * before. Sessions that work in the tenant end; of others the access tokens for it are void.
     */
    public void endIn(String userId, String tenantSlug) {
        forgetUser.accept(userId);
        Collection<String> ids = redis.ask(() -> {
                    topic.tellUser(userId);
                    return store.of(userId);
                })
                .orElse(List.of());
        for (String id : ids) {
            boolean works = redis.ask(() -> store.find(id))
                    .flatMap(found -> found)
                    .flatMap(Session::tenant)
                    .filter(tenantSlug::equals)
                    .isPresent();
            if (works) {
                end(userId, id);
            } else {
                redis.ask(() -> {
                    store.leave(id, tenantSlug, clock.instant());
                    topic.tellSession(id);
                    return id;
                });
                forgetSession(id);
            }
        }
    }

    /** Whether an access token that says this is of a session that goes on. */
    boolean live(String sessionId, Optional<String> tenant, Instant issuedAt) {
        State state = states.get(new Key(sessionId, tenant), this::look);
        return !state.ended()
                && state.voidUntil().filter(until -> !issuedAt.isAfter(until)).isEmpty();
    }

    /** MongoDB decides whether it was ended: the node that ended it may have been cut off from Redis. */
    private State look(Key key) {
        return ends.contains(key.sessionId())
                ? new State(true, Optional.empty())
                : new State(
                        false,
                        redis.ask(() -> store.voidUntil(key.sessionId(), key.tenant()))
                                .flatMap(until -> until));
    }

    /** Hears from other nodes and forgets what is long over; to be done every few seconds. */
    void listen() {
        redis.ask(() -> {
            topic.listen();
            return true;
        });
    }

    /** Forgets the ends of sessions that are long over. */
    void sweep() {
        ends.sweep();
    }

    private void forgetSession(String sessionId) {
        states.forget(key -> key.sessionId().equals(sessionId));
    }

    /** A session that was begun, and its first refresh token. */
    record Begun(Session session, Optional<RefreshToken> token) {}

    private record Key(String sessionId, Optional<String> tenant) {}

    private record State(boolean ended, Optional<Instant> voidUntil) {}
}
