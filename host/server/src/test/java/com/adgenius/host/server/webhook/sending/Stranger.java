package com.adgenius.host.server.webhook.sending;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who listens on a loopback address and does whatever a test wants with each connection. */
final class Stranger implements AutoCloseable {

    private final ServerSocket server;
    private final Manners manners;
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread thread;

    /** What is done with a connection. */
    @FunctionalInterface
    interface Manners {

        void meet(Socket connection) throws IOException, InterruptedException;
    }

    private Stranger(ServerSocket server, Manners manners) {
        this.server = server;
        this.manners = manners;
        this.thread = Thread.ofVirtual().start(this::listen);
    }

    static Stranger on(ServerSocket server, Manners manners) {
        return new Stranger(server, manners);
    }

    static Stranger who(Manners manners) {
        try {
            return on(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), manners);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the request's head, then answers with that text and ends. */
    static Stranger answering(String answer) {
        return who(connection -> {
            head(connection);
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        });
    }

    static List<String> head(Socket connection) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> meet(connection));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void meet(Socket connection) {
        try (connection) {
            manners.meet(connection);
        } catch (IOException | InterruptedException _) {
            // The other side has had enough, which is what some tests want.
        }
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        thread.interrupt();
    }
}
