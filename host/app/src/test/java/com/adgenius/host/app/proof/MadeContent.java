package com.adgenius.host.app.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;

/** Judges what was made for one format: within the platform's published limits, and true to the brief. */
final class MadeContent {

    private MadeContent() {}

    static void checkText(JsonNode brief, String format, JsonNode content) {
        List<JsonNode> copies = content.findValues("fields");
        assertThat(copies).as(content.toString()).isNotEmpty();
        for (JsonNode fields : copies) {
            assertThat(PublishedLimits.broken(format, fields)).isEmpty();
            String copy = words(fields).toLowerCase(Locale.ROOT);
            brief.at("/brand/required_terms")
                    .forEach(term -> assertThat(copy).contains(term.asText().toLowerCase(Locale.ROOT)));
            brief.at("/brand/banned_terms")
                    .forEach(term ->
                            assertThat(copy).doesNotContain(term.asText().toLowerCase(Locale.ROOT)));
            assertThat(copy).doesNotContain("<", ">", "$ne", "script", "system prompt", "drop table");
        }
    }

    /** What a reader of the ad sees of its fields. */
    private static String words(JsonNode node) {
        return node.isValueNode()
                ? node.asText()
                : StreamSupport.stream(node.spliterator(), false)
                        .map(MadeContent::words)
                        .collect(Collectors.joining("\n"));
    }

    static void checkPicture(String format, String mediaType, byte[] content) throws Exception {
        assertThat(mediaType).isIn("image/png", "image/jpeg");
        PublishedLimits.Picture limit = PublishedLimits.picture(format);
        assertThat(content.length).isBetween(1, limit.bytes());
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(content));
        assertThat(picture.getWidth()).isEqualTo(limit.width());
        assertThat(picture.getHeight()).isEqualTo(limit.height());
    }

    static void checkVideo(String format, String mediaType, byte[] content, Path folder) throws Exception {
        assertThat(mediaType).isEqualTo("video/mp4");
        Path file = Files.write(folder.resolve("video-" + format + ".mp4"), content);
        PublishedLimits.Video limit = PublishedLimits.video(format);
        Ffprobe.Video video = Ffprobe.read(file);
        assertThat(video.codec()).isEqualTo("h264");
        assertThat(video.seconds()).isBetween(limit.leastSeconds(), limit.mostSeconds());
        assertThat((double) video.width() / video.height()).isCloseTo(limit.ratio(), withPercentage(1));
    }
}
