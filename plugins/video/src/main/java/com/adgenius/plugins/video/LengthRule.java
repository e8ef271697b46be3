package com.adgenius.plugins.video;

import java.util.Locale;
import java.util.Optional;

/** How long a video of a format may be. */
final class LengthRule {

    private LengthRule() {}

    /** Why that length is not allowed, to end a sentence that begins "It"; empty where it is. */
    static Optional<String> objection(double seconds, VideoFormat format) {
        double least = format.atLeast("min_seconds", 0);
        double above = format.atLeast("more_than_seconds", 0);
        double most = format.atMost("max_seconds", Double.MAX_VALUE);
        if (seconds < least) {
            return Optional.of(String.format(Locale.ROOT, "is %.1f s long, at least %.0f s", seconds, least));
        }
        if (seconds <= above) {
            return Optional.of(String.format(Locale.ROOT, "is %.1f s long, more than %.0f s", seconds, above));
        }
        if (seconds > most) {
            return Optional.of(String.format(Locale.ROOT, "is %.1f s long, at most %.0f s", seconds, most));
        }
        return Optional.empty();
    }
}
