package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.embedded.EmbeddedServerException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A real Redis as a child process, at the loopback address alone, for it asks for no password. It starts empty every
 * time and writes nothing: what must outlive it does not belong there.
 */
final class EmbeddedRedis implements EmbeddedServer {

    static final String HOST = "127.0.0.1";

    private static final Duration START = Duration.ofSeconds(10);

    /** Somebody else may take the free port before Redis does. */
    private static final int ATTEMPTS = 5;

    private final FolderLock lock;
    private final GuardedRedis redis;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedRedis(FolderLock lock, GuardedRedis redis) {
        this.lock = requireNonNull(lock, "lock is null");
        this.redis = requireNonNull(redis, "redis is null");
    }

    /**
     * Starts in a folder, which is created where it is missing. A Redis that an earlier process left there is ended.
     *
     * @param port 0 for a free one
     */
    static EmbeddedRedis start(Path folder, int port) throws InterruptedException {
        FolderLock lock = FolderLock.take(folder);
        try {
            LeftOverRedis leftOver = new LeftOverRedis(folder);
            leftOver.end();
            Path binary = RedisBinary.unpack(folder);
            return new EmbeddedRedis(lock, start(binary, leftOver.pidFile(), port));
        } catch (RuntimeException | InterruptedException e) {
            lock.close();
            throw e;
        }
    }

    private static GuardedRedis start(Path binary, Path pidFile, int port) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            GuardedRedis redis = GuardedRedis.start(binary, pidFile, port == 0 ? freePort() : port);
            try {
                if (redis.awaitReady(START)) {
                    return redis;
                }
            } catch (InterruptedException e) {
                redis.stop();
                throw e;
            }
            redis.stop();
            if (redis.portTaken() && port != 0) {
                throw new EmbeddedServerException(
                        Code.PORT_UNUSABLE,
                        "The embedded Redis cannot listen on " + HOST + ":" + port
                                + ", it is taken: name another port with --redis-port, or 0 for a free one");
            }
            if (!redis.portTaken() || attempt == ATTEMPTS) {
                throw RedisBinary.unusable("it said: " + redis.lastWords());
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ServerName name() {
        return ServerName.REDIS;
    }

    @Override
    public URI address() {
        return URI.create("redis://" + HOST + ":" + redis.port());
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try (lock) {
                redis.stop();
            }
        }
    }
}
