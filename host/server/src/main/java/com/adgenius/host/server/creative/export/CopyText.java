package com.adgenius.host.server.creative.export;

import com.adgenius.host.server.creative.CreativeAsset.Copy;
import java.util.stream.Collectors;

/** Copy for people to read: each field with its texts, one a line. */
final class CopyText {

    private CopyText() {}

    static String of(Copy copy) {
        return copy.fields().entrySet().stream()
                .map(field -> title(field.getKey()) + "\n"
                        + field.getValue().stream()
                                .map(text -> "- " + text + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    /** {@code long_headlines} reads "Long headlines". */
    private static String title(String field) {
        String words = field.replace('_', ' ');
        return Character.toTitleCase(words.charAt(0)) + words.substring(1);
    }
}
