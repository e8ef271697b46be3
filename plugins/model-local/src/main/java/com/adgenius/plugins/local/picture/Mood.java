package com.adgenius.plugins.local.picture;

import static com.adgenius.plugins.local.picture.Illustration.ARCHES;
import static com.adgenius.plugins.local.picture.Illustration.BANDS;
import static com.adgenius.plugins.local.picture.Illustration.DISCS;
import static com.adgenius.plugins.local.picture.Illustration.HILLS;
import static com.adgenius.plugins.local.picture.Illustration.LANES;
import static com.adgenius.plugins.local.picture.Illustration.RAYS;
import static com.adgenius.plugins.local.picture.Illustration.TILES;
import static com.adgenius.plugins.local.picture.Illustration.WAVES;

import com.adgenius.plugins.local.font.Typeface;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a voice looks.
 *
 * @param display the headline's typeface
 * @param illustrations in the order in which variants take them
 */
record Mood(Typeface display, List<Illustration> illustrations) {

    private static final Mood LIVELY = new Mood(Typeface.SANS_DISPLAY, List.of(LANES, BANDS, DISCS, RAYS, TILES));
    private static final Mood QUIET = new Mood(Typeface.SERIF_DISPLAY, List.of(HILLS, WAVES, DISCS, ARCHES));
    private static final Mood FINE = new Mood(Typeface.SERIF_DISPLAY, List.of(WAVES, DISCS, ARCHES, HILLS));
    private static final Mood HEARTY = new Mood(Typeface.SERIF_DISPLAY, List.of(ARCHES, RAYS, DISCS, HILLS));
    private static final Mood CHEERFUL = new Mood(Typeface.SANS_DISPLAY, List.of(RAYS, TILES, ARCHES, DISCS));
    private static final Mood CLEAR = new Mood(Typeface.SANS_DISPLAY, List.of(TILES, DISCS, LANES, ARCHES, BANDS));
    private static final Map<String, Mood> BY_VOICE = Map.ofEntries(
            Map.entry("energetic", LIVELY),
            Map.entry("bold", LIVELY),
            Map.entry("inspirational", LIVELY),
            Map.entry("encouraging", LIVELY),
            Map.entry("calm", QUIET),
            Map.entry("poetic", QUIET),
            Map.entry("refined", FINE),
            Map.entry("elegant", FINE),
            Map.entry("luxurious", FINE),
            Map.entry("warm", HEARTY),
            Map.entry("friendly", HEARTY),
            Map.entry("playful", CHEERFUL),
            Map.entry("funny", CHEERFUL),
            Map.entry("plain", CLEAR),
            Map.entry("formal", CLEAR),
            Map.entry("witty", CLEAR));

    /** The mood of the first voice that is known; clear where none is. */
    static Mood of(List<String> voices) {
        Mood mood = CLEAR;
        for (String voice : voices.reversed()) {
            mood = BY_VOICE.getOrDefault(voice.toLowerCase(Locale.ROOT), mood);
        }
        return mood;
    }
}
