package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.embedded.EmbeddedServerException.Code;
import com.adgenius.host.embedded.qdrant.QdrantServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Qdrant's gRPC protocol on files of this process, at the loopback address alone, for it asks for no key. */
final class EmbeddedQdrant implements EmbeddedServer {

    private static final String HOST = "127.0.0.1";

    private final FolderLock lock;
    private final QdrantServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedQdrant(FolderLock lock, QdrantServer server) {
        this.lock = requireNonNull(lock, "lock is null");
        this.server = requireNonNull(server, "server is null");
    }

    /**
     * Starts on the collections in a folder, which is created where it is missing.
     *
     * @param port 0 for a free one
     */
    static EmbeddedQdrant start(Path folder, int port) {
        FolderLock lock = FolderLock.take(folder);
        try {
            return new EmbeddedQdrant(lock, QdrantServer.start(folder, new InetSocketAddress(HOST, port)));
        } catch (IOException e) {
            lock.close();
            throw unusable(folder, port, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedServerException unusable(Path folder, int port, IOException e) {
        return e instanceof BindException || e.getCause() instanceof BindException
                ? new EmbeddedServerException(
                        Code.PORT_UNUSABLE,
                        "The embedded Qdrant cannot listen on " + HOST + ":" + port + " (" + e.getMessage()
                                + "): name another port with --qdrant-port, or 0 for a free one",
                        e)
                : new EmbeddedServerException(
                        Code.STORE_DAMAGED,
                        "Qdrant's collections in " + folder + " cannot be read (" + e + "): restore the folder, or move"
                                + " it away to start without them",
                        e);
    }

    @Override
    public ServerName name() {
        return ServerName.QDRANT;
    }

    @Override
    public URI address() {
        return URI.create("http://" + HOST + ":" + server.port());
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try (lock) {
                server.close();
            }
        }
    }
}
