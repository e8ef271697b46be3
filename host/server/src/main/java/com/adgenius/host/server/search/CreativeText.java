package com.adgenius.host.server.search;

import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeAsset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** What of a creative is read to find it: prompt, copy, what its pictures show, and tags, as one text. */
public final class CreativeText {

    private static final int LONGEST = 20_000;

    private CreativeText() {}

    /** Of a creative as it is stored. */
    public static String of(Creative creative) {
        List<String> made = creative.result().map(Creative.Result::assets).orElse(List.of()).stream()
                .flatMap(asset -> texts(asset).stream())
                .toList();
        return of(creative.order().prompt(), made, creative.tags());
    }

    private static List<String> texts(CreativeAsset asset) {
        return switch (asset) {
            case CreativeAsset.Copy copy ->
                copy.fields().values().stream().flatMap(List::stream).toList();
            case CreativeAsset.MediaAsset media -> List.of(media.description());
        };
    }

    /**
     * Of its fields.
     *
     * @param prompt what was asked for
     * @param made the texts of its copy, and what its pictures and videos show
     * @param tags its tags
     */
    public static String of(String prompt, List<String> made, List<String> tags) {
        SequencedSet<String> lines = new LinkedHashSet<>();
        add(prompt, lines);
        made.forEach(text -> add(text, lines));
        add(String.join(", ", tags), lines);
        String text = String.join("\n", lines);
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    /** Formats and variants repeat much of each other: the same line counts once. */
    private static void add(String text, SequencedSet<String> lines) {
        String line = text.strip();
        if (!line.isEmpty()) {
            lines.add(line);
        }
    }
}
