package com.adgenius.host.server.mail;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * Where mail is handed over: {@code smtp://[user:password@]host[:port][?starttls=required|optional]} or
 * {@code smtps://[user:password@]host[:port]}. The user and the password are percent-encoded where they need it.
 *
 * @param host the server
 * @param port 587 for smtp and 465 for smtps unless said otherwise (RFC 8314, 3.3)
 * @param security how the connection is protected
 * @param credentials what to sign in with
 */
public record SmtpAddress(String host, int port, Security security, Optional<Credentials> credentials) {

    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public SmtpAddress {
        requireNonNull(host, "host is null");
        requireNonNull(security, "security is null");
        requireNonNull(credentials, "credentials is null");
    }

    /** How the connection is protected. */
    public enum Security {
        /** TLS from the first byte. */
        TLS,
        /** TLS by STARTTLS, or nothing is sent. */
        STARTTLS,
        /** STARTTLS where the server offers it: for servers of this machine, and where the operator says so. */
        OPPORTUNISTIC
    }

    /** What to sign in with. */
    public record Credentials(String user, String password) {

        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }
    }

    /**
     * Reads an address. Unless it says otherwise, a server on another machine must offer STARTTLS: mails hold links that
     * open accounts.
     *
     * @throws IllegalArgumentException that says what is wrong, without the password
     */
    public static SmtpAddress of(String text) {
        URI uri = uri(text);
        boolean tls = "smtps".equals(uri.getScheme());
        if (!tls && !"smtp".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("must be smtp://host:port or smtps://host:port");
        }
        if (uri.getPath() != null && !uri.getPath().isEmpty() && !uri.getPath().equals("/")) {
            throw new IllegalArgumentException("must have no path");
        }
        int port = uri.getPort() < 0 ? tls ? SUBMISSIONS : SUBMISSION : uri.getPort();
        return new SmtpAddress(
                uri.getHost(), port, tls ? Security.TLS : security(uri), credentials(uri.getRawUserInfo()));
    }

    private static URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException _) {
            // Its message would repeat the address, with the password.
            throw new IllegalArgumentException("is not a URI");
        }
    }

    private static Security security(URI uri) {
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        return switch (query) {
            case "" ->
                THIS_MACHINE.contains(uri.getHost()) && uri.getRawUserInfo() == null
                        ? Security.OPPORTUNISTIC
                        : Security.STARTTLS;
            case "starttls=required" -> Security.STARTTLS;
            case "starttls=optional" -> Security.OPPORTUNISTIC;
            default -> throw new IllegalArgumentException("knows ?starttls=required and ?starttls=optional alone");
        };
    }

    private static Optional<Credentials> credentials(String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("must have a user and a password, or neither");
        }
        return Optional.of(
                new Credentials(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1))));
    }

    /** Not by URLDecoder, for which a plus is a space. */
    private static String decoded(String part) {
        return URI.create("x://h/" + part.replace("/", "%2F")).getPath().substring(1);
    }
}
