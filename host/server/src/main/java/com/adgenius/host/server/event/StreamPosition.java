package com.adgenius.host.server.event;

import com.adgenius.host.server.event.EventStream.Source;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** How far a reader is in each log; as text their sequences joined by {@code -}. */
final class StreamPosition {

    private final long[] sequences;

    private StreamPosition(long[] sequences) {
        this.sequences = sequences;
    }

    static StreamPosition end(List<Source> sources) {
        return new StreamPosition(
                sources.stream().mapToLong(source -> source.log().last()).toArray());
    }

    static StreamPosition parse(String text, int sources) {
        String[] parts = text.strip().split("-", -1);
        try {
            long[] sequences = Arrays.stream(parts).mapToLong(Long::parseLong).toArray();
            if (sequences.length == sources && LongStream.of(sequences).allMatch(sequence -> sequence >= 0)) {
                return new StreamPosition(sequences);
            }
        } catch (NumberFormatException _) {
            // Answered below like every other text that is not one of ours.
        }
        String message = "must be an id that this stream gave";
        throw ProblemException.of(
                ProblemCode.MALFORMED_PARAMETER,
                "Last-Event-ID " + message + "; leave it out to begin now.",
                List.of(new FieldError("Last-Event-ID", message)));
    }

    long in(int source) {
        return sequences[source];
    }

    StreamPosition moved(int source, long sequence) {
        long[] moved = sequences.clone();
        moved[source] = sequence;
        return new StreamPosition(moved);
    }

    @Override
    public String toString() {
        return LongStream.of(sequences).mapToObj(Long::toString).collect(Collectors.joining("-"));
    }
}
