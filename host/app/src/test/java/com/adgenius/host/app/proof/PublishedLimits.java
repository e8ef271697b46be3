package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The platforms' hard limits as {@code published-limits.json} has them, apart from the plugins' own data. */
final class PublishedLimits {

    private static final JsonNode LIMITS = read();

    private PublishedLimits() {}

    /** What a picture of a format must be: its size in pixels, and at most so many bytes. */
    record Picture(int width, int height, int bytes) {}

    /** What a video of a format must be: width by height, and how long in seconds. */
    record Video(double ratio, double leastSeconds, double mostSeconds) {}

    static Picture picture(String format) {
        JsonNode limit = LIMITS.at("/pictures").required(format);
        return new Picture(
                limit.get("width").asInt(),
                limit.get("height").asInt(),
                limit.get("kilobytes").asInt() * 1024);
    }

    static Video video(String format) {
        JsonNode limit = LIMITS.at("/videos").required(format);
        return new Video(
                limit.get("ratio_width").asDouble() / limit.get("ratio_height").asDouble(),
                limit.get("least_seconds").asDouble(),
                limit.get("most_seconds").asDouble());
    }

    /** All that is over a limit in a text asset, in words; empty when nothing is. */
    static List<String> broken(String format, JsonNode fields) {
        List<String> broken = new ArrayList<>();
        JsonNode limits = LIMITS.at("/texts").required(format).get("fields");
        for (Map.Entry<String, JsonNode> limit : limits.properties()) {
            broken.addAll(broken(format + " " + limit.getKey(), limit.getValue(), fields.path(limit.getKey())));
        }
        if (fields.isEmpty()) {
            broken.add(format + " has no text");
        }
        fields.forEach(texts -> texts.forEach(text -> {
            if (text.asText().isBlank()) {
                broken.add(format + " has an empty text");
            }
        }));
        return broken;
    }

    private static List<String> broken(String where, JsonNode limit, JsonNode texts) {
        List<String> broken = new ArrayList<>();
        int least = limit.get("least").asInt();
        int most = limit.get("most").asInt();
        if (texts.size() < least || texts.size() > most) {
            broken.add(where + ": " + texts.size() + " of them, not " + least + " to " + most);
        }
        for (JsonNode text : texts) {
            if (width(text.asText()) > limit.get("width").asInt()) {
                broken.add(where + " \"" + text.asText() + "\" is " + width(text.asText()) + " wide, more than "
                        + limit.get("width"));
            }
        }
        int one = limit.path("one_of_width").asInt(Integer.MAX_VALUE);
        if (least > 0
                && StreamSupport.stream(texts.spliterator(), false).noneMatch(text -> width(text.asText()) <= one)) {
            broken.add(where + ": none is at most " + one + " wide");
        }
        return broken;
    }

    /** East-Asian wide characters count 2. */
    private static int width(String text) {
        return text.codePoints().map(point -> isWide(point) ? 2 : 1).sum();
    }

    private static boolean isWide(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> codePoint >= 0x3000 && codePoint <= 0x303E || codePoint >= 0xFF01 && codePoint <= 0xFF60;
        };
    }

    private static JsonNode read() {
        try (InputStream file = PublishedLimits.class.getResourceAsStream("published-limits.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
