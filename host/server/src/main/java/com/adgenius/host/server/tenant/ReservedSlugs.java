package com.adgenius.host.server.tenant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Names that no tenant may have. */
final class ReservedSlugs {

    private static final String RESOURCE = "reserved-slugs.txt";
    private static final Set<String> NAMES = read();

    private ReservedSlugs() {}

    static boolean contain(String slug) {
        return NAMES.contains(slug);
    }

    private static Set<String> read() {
        try (InputStream input = ReservedSlugs.class.getResourceAsStream(RESOURCE)) {
            if (input == null) {
                throw new IllegalStateException(RESOURCE + " is missing in the distribution");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
