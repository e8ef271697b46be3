package com.adgenius.host.server.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Origins whose pages may ask with credentials. An origin is compared as a whole, character by character, as a browser
 * writes it by RFC 6454, section 6.2: there is no pattern, and so no lookalike of one.
 */
public final class AllowedOrigins {

    private final Set<String> origins;

    private AllowedOrigins(Set<String> origins) {
        this.origins = origins;
    }

    /** None. */
    public static AllowedOrigins none() {
        return new AllowedOrigins(Set.of());
    }

    /**
     * Those in the list, separated by commas or spaces, for instance {@code https://app.example.com}.
     *
     * @throws IllegalArgumentException when one is no origin; {@code *} and {@code null} are none
     */
    public static AllowedOrigins parse(String list) {
        Set<String> origins = new TreeSet<>();
        for (String item : list.split("[\\s,]+")) {
            if (!item.isEmpty()) {
                origins.add(origin(item));
            }
        }
        return new AllowedOrigins(Set.copyOf(origins));
    }

    private static String origin(String text) {
        URI uri;
        try {
            uri = URI.create(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw unusable(text, e);
        }
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || uri.getFragment() != null
                || !Set.of("", "/").contains(uri.getPath())) {
            throw unusable(text, null);
        }
        int usual = uri.getScheme().equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port;
    }

    private static IllegalArgumentException unusable(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no origin; write each as scheme://host[:port], without a path and without *",
                cause);
    }

    /** Whether pages of that origin, as a browser wrote it, may ask. */
    public boolean contains(String origin) {
        return origins.contains(origin);
    }

    @Override
    public String toString() {
        return String.join(", ", new TreeSet<>(origins));
    }
}
