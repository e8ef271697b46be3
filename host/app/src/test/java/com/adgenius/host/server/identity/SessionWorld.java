package com.adgenius.host.server.identity;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.RedisConnection;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.user.User;
import com.adgenius.host.server.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nodes that share MongoDB and Redis, without a host around them; close it. */
final class SessionWorld implements AutoCloseable {

    static final SessionTimes TIMES =
            new SessionTimes(Duration.ofDays(7), Duration.ofDays(30), Duration.ofSeconds(10), Duration.ofHours(1));

    private final MongoConnection mongo =
            MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
    private final List<RedisConnection> connections = new ArrayList<>();
    private final Users users = new Users(mongo, Clock.systemUTC());
    final MutableClock clock = new MutableClock();

    /** A node that takes what it knows of a session for true for an hour, unless it hears otherwise. */
    Sessions node() {
        return node(EmbeddedServersForTests.shared().redis());
    }

    Sessions node(String redisAddress) {
        RedisConnection redis = RedisConnection.to(redisAddress);
        connections.add(redis);
        return new Sessions(users, redis, mongo, TIMES, clock, _ -> {});
    }

    User newUser() {
        return users.add(
                new Users.NewUser(Optional.empty(), TimeOrderedId.next() + "@sessions.example", "no password", false));
    }

    User read(User user) {
        return users.find(user.id()).orElseThrow();
    }

    MongoConnection mongo() {
        return mongo;
    }

    @Override
    public void close() {
        connections.forEach(RedisConnection::close);
        mongo.close();
    }
}
