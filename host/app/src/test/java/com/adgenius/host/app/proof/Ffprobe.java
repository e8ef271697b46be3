package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Judges a video by the ffprobe on this machine. */
final class Ffprobe {

    static final String MISSING = "ffprobe is not here; on Debian: apt-get install ffmpeg";

    private Ffprobe() {}

    /** What ffprobe says of a video. */
    record Video(String codec, int width, int height, double seconds) {}

    static boolean present() {
        try {
            return new ProcessBuilder("ffprobe", "-version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Reads every frame; fails where ffprobe complains of anything. */
    static Video read(Path file) throws Exception {
        Assumptions.assumeTrue(present(), MISSING);
        String complaint = complaint(file);
        if (!complaint.isEmpty()) {
            throw new AssertionError("ffprobe says: " + complaint);
        }
        JsonNode stream = new ObjectMapper()
                .readTree(run(
                        "-v", "error", "-select_streams", "v:0", "-show_streams", "-show_format", "-of", "json", file));
        return new Video(
                stream.at("/streams/0/codec_name").asText(),
                stream.at("/streams/0/width").asInt(),
                stream.at("/streams/0/height").asInt(),
                stream.at("/format/duration").asDouble());
    }

    /** What ffprobe complains of while it reads every frame; empty when it is content. */
    static String complaint(Path file) throws Exception {
        return run("-v", "error", "-count_frames", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0", file)
                .lines()
                .filter(line -> !line.matches("\\d+,?"))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static String run(Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ffprobe"));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
