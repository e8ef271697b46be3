package com.adgenius.host.embedded.qdrant;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A started server that speaks Qdrant's gRPC protocol. */
public final class QdrantServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(QdrantServer.class.getName());

    /** They say at each start what native code or module they do without. Referred to here, or their level is lost. */
    private static final List<java.util.logging.Logger> LIBRARIES = List.of(
            java.util.logging.Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider"),
            java.util.logging.Logger.getLogger("io.grpc.netty.TcpMetrics"));

    /** The most of one request, as in a batch of a thousand points of 4,096 dimensions. */
    private static final int LARGEST_REQUEST = 64 << 20;

    private static final int THREADS_PER_PROCESSOR = 2;
    private static final int LEAST_THREADS = 4;
    private static final long STOP_SECONDS = 10;

    private final Catalog catalog;
    private final Server server;
    private final ExecutorService calls;
    private final ScheduledExecutorService maintenance;
    private final AtomicBoolean closed = new AtomicBoolean();

    private QdrantServer(Catalog catalog, ExecutorService calls, Server server) {
        this.catalog = catalog;
        this.calls = calls;
        this.server = server;
        this.maintenance = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("qdrant-maintenance").factory());
        var _ = maintenance.scheduleWithFixedDelay(this::force, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Starts on the collections in a folder, which is created where it is missing and belongs to this process alone.
     *
     * @param address where to listen; port 0 for a free one
     * @throws IOException where the folder cannot be read or the address not be used
     */
    public static QdrantServer start(Path folder, InetSocketAddress address) throws IOException {
        LIBRARIES.forEach(library -> library.setLevel(java.util.logging.Level.SEVERE));
        Catalog catalog = Catalog.open(folder);
        ExecutorService calls = Executors.newFixedThreadPool(
                Math.max(
                        LEAST_THREADS,
                        THREADS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors()),
                Thread.ofPlatform().daemon().name("qdrant-", 0).factory());
        try {
            return new QdrantServer(
                    catalog,
                    calls,
                    NettyServerBuilder.forAddress(address)
                            .executor(calls)
                            .maxInboundMessageSize(LARGEST_REQUEST)
                            .intercept(new UnsupportedCalls())
                            .addService(new HealthService())
                            .addService(new CollectionsService(catalog))
                            .addService(new PointsService(catalog))
                            .build()
                            .start());
        } catch (IOException | RuntimeException e) {
            calls.shutdownNow();
            catalog.close();
            throw e;
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getPort();
    }

    private void force() {
        for (StoredCollection collection : catalog.all()) {
            try {
                collection.force();
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.WARNING, "The log of a collection could not be written out; it is tried again", e);
            }
        }
    }

    /** Ends the calls that are under way, commits all and stops. Does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            try {
                if (!server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                    server.shutdownNow();
                }
            } catch (InterruptedException e) {
                server.shutdownNow();
                Thread.currentThread().interrupt();
            }
            // Not interrupted: that would close the files under a commit.
            maintenance.shutdown();
            calls.shutdown();
            try {
                catalog.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Qdrant's collections could not be closed", e);
            }
        }
    }
}
