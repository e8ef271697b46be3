package com.adgenius.host.server.cache;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The wire between a node and a server, which a test cuts and mends while the server keeps what it holds. */
final class Wire implements AutoCloseable {

    private final ServerSocket server;
    private final URI target;
    private final Set<Closeable> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Wire(String target) {
        try {
            this.target = URI.create(target);
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().name("wire").start(this::accept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    void cut() {
        cut = true;
        ends.forEach(Wire::close);
        ends.clear();
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                if (cut) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(target.getHost(), target.getPort());
                ends.add(near);
                ends.add(far);
                Thread.ofVirtual().start(() -> carry(near, far));
                Thread.ofVirtual().start(() -> carry(far, near));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            System.getLogger("wire").log(System.Logger.Level.DEBUG, "An end was cut", e);
        } finally {
            ends.remove(from);
            ends.remove(to);
        }
    }

    private static void close(Closeable end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(server);
        cut();
    }
}
