package com.adgenius.plugins.video;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Blobs;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** Whether a video is within its format's limits. */
final class VideoCheck {

    private static final String MEDIA_TYPE = "video/mp4";

    /** A video smaller than this part of the recommended size looks blown up on every phone. */
    private static final double SMALLEST_PART = 0.5;

    /** Models offer few lengths; one that is more than half off the wished is another video. */
    private static final double LENGTH_REACH = 0.5;

    private VideoCheck() {}

    /**
     * Reads the video's head and checks it.
     *
     * @param seconds the wished length
     * @throws UnfitVideoException when it is over a limit, or no MP4
     * @throws IOException when the blob cannot be read
     */
    static Mp4 check(Blob video, VideoFormat format, int seconds, Blobs blobs) throws UnfitVideoException, IOException {
        if (!video.mediaType().equals(MEDIA_TYPE)) {
            throw new UnfitVideoException("is of type " + video.mediaType() + ", not " + MEDIA_TYPE);
        }
        double maxBytes = format.atMost("max_bytes", Double.MAX_VALUE);
        if (video.size() > maxBytes) {
            throw new UnfitVideoException(
                    String.format(Locale.ROOT, "weighs %d bytes, at most %.0f", video.size(), maxBytes));
        }
        Mp4 mp4;
        try (InputStream input = new BufferedInputStream(blobs.open(video))) {
            mp4 = Mp4Reader.read(input, video.size());
            if (input.read() >= 0) {
                throw new UnfitVideoException("is longer than its " + video.size() + " bytes");
            }
        }
        requireCodec(mp4, format);
        requireSize(mp4, format);
        requireLength(mp4, format, seconds);
        requireBitRate(mp4, format, video.size());
        return mp4;
    }

    private static void requireCodec(Mp4 mp4, VideoFormat format) throws UnfitVideoException {
        if (!format.codecs().contains(mp4.codec())) {
            throw new UnfitVideoException("is coded as \"" + mp4.codec() + "\", which platforms do not take");
        }
    }

    private static void requireSize(Mp4 mp4, VideoFormat format) throws UnfitVideoException {
        String sizes = mp4.width() + " × " + mp4.height() + " where " + format.width() + " × " + format.height()
                + " was asked";
        double wanted = (double) format.width() / format.height();
        double off = Math.abs((double) mp4.width() / mp4.height() / wanted - 1);
        if (off > format.atMost("ratio_tolerance", 0)) {
            throw new UnfitVideoException("has a wrong ratio: " + sizes);
        }
        if (mp4.width() < Math.max(format.atLeast("min_width", 0), format.width() * SMALLEST_PART)
                || mp4.height() < Math.max(format.atLeast("min_height", 0), format.height() * SMALLEST_PART)) {
            throw new UnfitVideoException("is too small: " + sizes);
        }
    }

    private static void requireLength(Mp4 mp4, VideoFormat format, int wished) throws UnfitVideoException {
        Optional<String> objection = LengthRule.objection(mp4.seconds(), format);
        if (objection.isPresent()) {
            throw new UnfitVideoException(objection.get());
        }
        if (mp4.seconds() < wished * (1 - LENGTH_REACH) || mp4.seconds() > wished * (1 + LENGTH_REACH)) {
            throw new UnfitVideoException(
                    String.format(Locale.ROOT, "is %.1f s long where %d s were asked", mp4.seconds(), wished));
        }
    }

    private static void requireBitRate(Mp4 mp4, VideoFormat format, long bytes) throws UnfitVideoException {
        double rate = bytes * 8 / mp4.seconds();
        double least = format.atLeast("min_bits_per_second", 0);
        if (rate < least) {
            throw new UnfitVideoException(
                    String.format(Locale.ROOT, "has %.0f bits a second, at least %.0f", rate, least));
        }
    }
}
