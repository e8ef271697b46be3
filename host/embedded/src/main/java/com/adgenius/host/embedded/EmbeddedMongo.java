package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.embedded.EmbeddedServerException.Code;
import de.bwaldvogel.mongo.MongoServer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** MongoDB's protocol on a file of this process, at the loopback address alone, for it asks for no password. */
final class EmbeddedMongo implements EmbeddedServer {

    private static final Logger LOG = System.getLogger(EmbeddedMongo.class.getName());

    /** The library writes every refused command into the log, with its data. Referred to here, or its level is lost. */
    private static final java.util.logging.Logger LIBRARY = java.util.logging.Logger.getLogger("de.bwaldvogel.mongo");

    private static final String HOST = "127.0.0.1";

    /** Connections that can wait for one commit together; each thread serves any number of connections. */
    private static final int THREADS = 32;

    private static final long MAINTENANCE_MILLIS = 1_000;

    private final FolderLock lock;
    private final MongoServer server;
    private final DurableBackend backend;
    private final int port;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Thread maintenance;

    private EmbeddedMongo(FolderLock lock, DurableBackend backend, MongoServer server) {
        this.lock = requireNonNull(lock, "lock is null");
        this.backend = requireNonNull(backend, "backend is null");
        this.server = requireNonNull(server, "server is null");
        this.port = server.getLocalAddress().getPort();
        this.maintenance = Thread.ofVirtual().name("mongodb-maintenance").start(this::maintain);
    }

    /**
     * Starts on the databases in a folder, which is created where it is missing.
     *
     * @param port 0 for a free one
     */
    static EmbeddedMongo start(Path folder, int port) {
        LIBRARY.setLevel(java.util.logging.Level.OFF);
        FolderLock lock = FolderLock.take(folder);
        try {
            DurableBackend backend = new DurableBackend(StoreFile.open(folder.resolve("databases.mv")));
            return new EmbeddedMongo(lock, backend, bind(backend, port));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static MongoServer bind(DurableBackend backend, int port) {
        MongoServer server = new MongoServer(backend);
        try {
            server.bind(new InetSocketAddress(HOST, port), 1, THREADS);
            return server;
        } catch (Exception e) {
            // Netty throws a BindException, a checked one, without saying so.
            server.shutdownNow();
            throw new EmbeddedServerException(
                    Code.PORT_UNUSABLE,
                    "The embedded MongoDB cannot listen on " + HOST + ":" + port + " (" + e.getMessage()
                            + "): name another port with --mongodb-port, or 0 for a free one",
                    e);
        }
    }

    @Override
    public ServerName name() {
        return ServerName.MONGODB;
    }

    @Override
    public URI address() {
        return URI.create("mongodb://" + HOST + ":" + port);
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            closed.countDown();
            try (lock) {
                maintenance.join();
                server.shutdownNow();
            } catch (InterruptedException e) {
                server.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }

    private void maintain() {
        try {
            while (!closed.await(MAINTENANCE_MILLIS, TimeUnit.MILLISECONDS)) {
                maintainOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void maintainOnce() {
        try {
            backend.maintain();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "MongoDB's file could not be compacted; it is tried again", e);
        }
    }
}
