package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** How nodes tell each other that something about sessions changed. A message that is lost costs seconds, never an end. */
final class SessionTopic {

    private static final String SESSION = "session:";
    private static final String USER = "user:";

    private final RTopic topic;
    private final ReentrantLock lock = new ReentrantLock();
    private final Consumer<String> onSession;
    private final Consumer<String> onUser;
    private boolean listening;

    /**
     * A topic that tells these listeners.
     *
     * @param onSession hears the id of a session that changed
     * @param onUser hears the id of a user whose sessions or memberships changed
     */
    SessionTopic(RedissonClient redis, Consumer<String> onSession, Consumer<String> onUser) {
        this.topic = redis.getTopic("adgenius:sessions", StringCodec.INSTANCE);
        this.onSession = requireNonNull(onSession, "onSession is null");
        this.onUser = requireNonNull(onUser, "onUser is null");
    }

    /** Listens, unless it does already; the client listens again by itself after a cut connection. */
    void listen() {
        lock.lock();
        try {
            if (!listening) {
                topic.addListener(String.class, (_, message) -> heard(message));
                listening = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private void heard(String message) {
        if (message.startsWith(SESSION)) {
            onSession.accept(message.substring(SESSION.length()));
        } else if (message.startsWith(USER)) {
            onUser.accept(message.substring(USER.length()));
        }
    }

    void tellSession(String id) {
        topic.publish(SESSION + id);
    }

    void tellUser(String id) {
        topic.publish(USER + id);
    }
}
