package com.adgenius.host.embedded;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The servers that there is a stand-in for. */
enum ServerName {
    MONGODB,
    REDIS,
    QDRANT,
    SMTP;

    /** The name on the command line. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ServerName> find(String text) {
        return Arrays.stream(values()).filter(name -> name.text().equals(text)).findFirst();
    }

    /** All names, for a message. */
    static String all() {
        return Arrays.stream(values()).map(ServerName::text).collect(Collectors.joining(", "));
    }
}
