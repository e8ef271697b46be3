package com.adgenius.plugins.video;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What an MP4 file says of its video track.
 *
 * @param width as shown, rotation applied, in pixels
 * @param height likewise
 * @param duration the sum of the durations of its pictures
 * @param codec the four-character code of its sample description
 */
record Mp4(int width, int height, Duration duration, String codec) {

    Mp4 {
        requireNonNull(duration, "duration is null");
        requireNonNull(codec, "codec is null");
    }

    double seconds() {
        return duration.toMillis() / 1000.0;
    }
}
