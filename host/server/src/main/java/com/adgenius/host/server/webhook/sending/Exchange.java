package com.adgenius.host.server.webhook.sending;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request and its answer, on a connection of its own that ends with it: to an address that was checked and to no
 * other, through no proxy, following no redirect.
 */
final class Exchange implements Runnable {

    private static final int ADDRESSES = 3;

    private final Endpoints endpoints;
    private final SSLSocketFactory sockets;
    private final Endpoint endpoint;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Duration patience;
    private volatile Optional<Socket> connection = Optional.empty();
    private volatile boolean closed;
    private volatile Optional<Outcome> outcome = Optional.empty();

    Exchange(
            Endpoints endpoints,
            SSLSocketFactory sockets,
            Endpoint endpoint,
            Map<String, String> headers,
            byte[] body,
            Duration patience) {
        this.endpoints = endpoints;
        this.sockets = sockets;
        this.endpoint = endpoint;
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
        this.patience = patience;
    }

    /** What became of it, when it has ended. */
    Optional<Outcome> outcome() {
        return outcome;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        try {
            outcome = Optional.of(exchange(start));
        } catch (RefusedEndpointException e) {
            outcome = Optional.of(Outcome.unanswered("The URL " + e.reason(), since(start)));
        } catch (SSLException e) {
            outcome = Optional.of(Outcome.unanswered("TLS failed: " + e.getMessage(), since(start)));
        } catch (IOException e) {
            outcome = Optional.of(Outcome.unanswered("The connection failed: " + e.getMessage(), since(start)));
        } finally {
            close();
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Outcome exchange(long start) throws RefusedEndpointException, IOException {
        Socket raw = connect(endpoints.addresses(endpoint));
        Socket socket = endpoint.secure() ? secured(raw) : raw;
        send(socket.getOutputStream());
        AnswerReader reader = new AnswerReader(socket.getInputStream());
        AnswerReader.Head head = reader.head();
        String beginning = new String(reader.beginning(head), UTF_8);
        return new Outcome(OptionalInt.of(head.status()), beginning, "", since(start));
    }

    private Socket connect(List<InetAddress> addresses) throws IOException {
        IOException failure = new SocketException("no address");
        for (InetAddress address : addresses.subList(0, Math.min(ADDRESSES, addresses.size()))) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            connection = Optional.of(socket);
            if (closed) {
                socket.close();
            }
            try {
                socket.connect(new InetSocketAddress(address, endpoint.port()), (int) patience.toMillis());
                return socket;
            } catch (IOException e) {
                failure = e;
                socket.close();
            }
        }
        throw failure;
    }

    /** TLS over the connection; the certificate must be one for the host that the URL names. */
    private SSLSocket secured(Socket raw) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.createSocket(raw, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private void send(OutputStream output) throws IOException {
        StringBuilder head = new StringBuilder("POST " + endpoint.target() + " HTTP/1.1\r\n");
        head.append("Host: ").append(endpoint.authority()).append("\r\n");
        head.append("Connection: close\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n");
        output.write(head.toString().getBytes(US_ASCII));
        output.write(body);
        output.flush();
    }

    /** Ends it wherever it is. Not by closing TLS, which would wait for a receiver that takes nothing. */
    void close() {
        closed = true;
        connection.ifPresent(socket -> {
            try {
                socket.close();
            } catch (IOException _) {
                // It is as closed as it can be.
            }
        });
    }
}
