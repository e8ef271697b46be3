package com.adgenius.host.embedded;

import com.adgenius.host.embedded.EmbeddedServerException.Code;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A mail server that keeps what it is given for whoever reads it by IMAP, with the address as user and any password. It
 * sends nothing on, writes nothing, and keeps the latest mails alone.
 */
final class EmbeddedMail implements EmbeddedServer {

    private static final String HOST = "127.0.0.1";
    private static final int BACKLOG = 1;

    private final GreenMail server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedMail(GreenMail server) {
        this.server = server;
    }

    /**
     * Starts it at the loopback address alone, for it asks for no password.
     *
     * @param port of SMTP; 0 for a free one
     */
    static EmbeddedMail start(int port) {
        requireFree(port);
        GreenMail server = new GreenMail(new ServerSetup[] {
            new ServerSetup(port, HOST, ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAP)
        });
        server.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        Mailboxes.bound(server.getUserManager());
        try {
            server.start();
            return new EmbeddedMail(server);
        } catch (RuntimeException e) {
            server.stop();
            throw new EmbeddedServerException(
                    Code.MAIL_UNUSABLE,
                    "The embedded mail server did not start: " + e.getMessage()
                            + ". Give the address of another with --smtp URI",
                    e);
        }
    }

    /** GreenMail says only that it did not start. */
    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port), BACKLOG);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    Code.PORT_UNUSABLE,
                    "The embedded mail server cannot listen on " + HOST + ":" + port + " (" + e.getMessage()
                            + "): name another port with --smtp-port, or 0 for a free one",
                    e);
        }
    }

    @Override
    public ServerName name() {
        return ServerName.SMTP;
    }

    @Override
    public URI address() {
        return URI.create("smtp://" + HOST + ":" + server.getSmtp().getPort());
    }

    @Override
    public Map<String, URI> addresses() {
        SortedMap<String, URI> addresses = new TreeMap<>();
        addresses.put(name().text(), address());
        addresses.put(
                "imap", URI.create("imap://" + HOST + ":" + server.getImap().getPort()));
        return addresses;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.stop();
        }
    }
}
