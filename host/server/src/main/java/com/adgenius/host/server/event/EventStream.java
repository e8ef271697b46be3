package com.adgenius.host.server.event;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Server-sent events from one or more logs. The {@code id} of an event says how far the reader is in each log; with it as
 * {@code Last-Event-ID} a reader gets each event exactly once over any number of connections, on any node.
 *
 * <p>A connection holds no events but the page that is being written. A reader that takes nothing for 30 seconds is cut
 * off, as is every one after an hour; both come back with {@code Last-Event-ID}.
 */
public final class EventStream implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());
    private static final Duration CHECK = Duration.ofSeconds(5);

    private final ObjectMapper mapper;
    private final int connectionLimit;
    private final Map<EventStreamWriter, String> open = new ConcurrentHashMap<>();
    private final Thread watch;
    private volatile boolean closed;

    /**
     * Streams in JSON by the mapper.
     *
     * @param connectionLimit connections at once for each owner, see {@link #answer}
     */
    public EventStream(ObjectMapper mapper, int connectionLimit) {
        this.mapper = requireNonNull(mapper, "mapper is null");
        this.connectionLimit = connectionLimit;
        this.watch = Thread.ofVirtual().name("event-stream-watch").start(this::watch);
    }

    /**
     * A log to read from.
     *
     * @param log the log
     * @param view what the reader sees of an event; empty for nothing
     */
    public record Source(EventLog log, Function<StoredEvent, Optional<StoredEvent>> view) {

        public Source {
            requireNonNull(log, "log is null");
            requireNonNull(view, "view is null");
        }

        /** All events of the log. */
        public static Source all(EventLog log) {
            return new Source(log, Optional::of);
        }
    }

    /**
     * Answers with the events of the logs, from {@code Last-Event-ID} or from now on, for as long as the call would be let
     * in: two seconds after it would not, nothing more is written, and within 15 the stream ends.
     *
     * @param owner whose connections are counted together, for instance a tenant's slug
     * @param sources the logs, always the same ones in the same order
     * @throws ProblemException {@link ProblemCode#RATE_LIMITED} when the owner has too many connections,
     *     {@link ProblemCode#MALFORMED_PARAMETER} when the {@code Last-Event-ID} is not one of ours
     */
    public Answer answer(Call call, String owner, List<Source> sources) {
        if (open.values().stream().filter(owner::equals).count() >= connectionLimit) {
            throw ProblemException.of(
                            ProblemCode.RATE_LIMITED,
                            "At most " + connectionLimit + " event streams may be open at once; close one.")
                    .header("Retry-After", "10");
        }
        StreamPosition position = call.header("Last-Event-ID")
                .filter(text -> !text.isBlank())
                .map(text -> StreamPosition.parse(text, sources.size()))
                .orElseGet(() -> StreamPosition.end(sources));
        return Answer.stream(200, "text/event-stream", output -> {
                    EventStreamWriter writer =
                            new EventStreamWriter(output, mapper, sources, position, call::stillAllowed);
                    open.put(writer, owner);
                    try {
                        if (!closed) {
                            writer.run();
                        }
                    } finally {
                        open.remove(writer);
                    }
                })
                .header("Cache-Control", "no-store, no-transform")
                .header("X-Accel-Buffering", "no");
    }

    private void watch() {
        while (!closed) {
            try {
                Thread.sleep(CHECK);
                open.keySet().stream().filter(EventStreamWriter::stuck).forEach(EventStreamWriter::cut);
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "Watching the event streams failed", e);
            }
        }
    }

    /** Ends every stream after what it is writing; readers come back elsewhere with their {@code Last-Event-ID}. */
    @Override
    public void close() {
        closed = true;
        watch.interrupt();
        open.keySet().forEach(EventStreamWriter::end);
    }
}
