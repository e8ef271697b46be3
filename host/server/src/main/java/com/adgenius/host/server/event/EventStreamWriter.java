package com.adgenius.host.server.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.adgenius.host.server.event.EventStream.Source;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Writes one connection's events. */
final class EventStreamWriter {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration ALLOWED_FOR = Duration.ofSeconds(2);
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(30);
    private static final int PAGE = 100;

    private final OutputStream output;
    private final ObjectMapper mapper;
    private final List<Source> sources;
    private final BooleanSupplier allowed;
    private final Semaphore appended = new Semaphore(1);
    private final Thread thread = Thread.currentThread();
    private StreamPosition position;
    private StreamPosition told;
    private long asked = System.nanoTime();
    private volatile boolean ended;
    private volatile boolean writing;
    private volatile long writingSince;

    EventStreamWriter(
            OutputStream output,
            ObjectMapper mapper,
            List<Source> sources,
            StreamPosition position,
            BooleanSupplier allowed) {
        this.output = output;
        this.mapper = mapper;
        this.sources = List.copyOf(sources);
        this.position = position;
        this.told = position;
        this.allowed = allowed;
    }

    void run() throws IOException, InterruptedException {
        List<EventLog.Subscription> subscriptions = new ArrayList<>();
        try {
            for (Source source : sources) {
                subscriptions.add(source.log().onAppend(appended::release));
            }
            // An id without data moves the reader's Last-Event-ID: who is cut off before the first event misses none.
            write(": connected\nretry: 2000\nid: " + position + "\n\n");
            for (int source = 0; source < sources.size(); source++) {
                resetIfSwept(source);
            }
            stream(System.nanoTime() + LONGEST.toNanos());
        } finally {
            subscriptions.forEach(EventLog.Subscription::close);
        }
    }

    private void stream(long end) throws IOException, InterruptedException {
        long heartbeat = System.nanoTime() + HEARTBEAT.toNanos();
        while (!ended) {
            appended.drainPermits();
            for (int source = 0; source < sources.size(); source++) {
                writeNew(source);
            }
            long now = System.nanoTime();
            if (now - heartbeat >= 0) {
                if (now - end >= 0 || !stillAllowed()) {
                    return;
                }
                write(told == position ? ":\n\n" : ":\nid: " + position + "\n\n");
                told = position;
                heartbeat = now + HEARTBEAT.toNanos();
            }
            appended.tryAcquire(heartbeat - now, TimeUnit.NANOSECONDS);
        }
    }

    /** Who may not read on is written nothing more, though the next heartbeat is far. */
    private boolean stillAllowed() {
        long now = System.nanoTime();
        if (now - asked >= ALLOWED_FOR.toNanos()) {
            asked = now;
            ended = ended || !allowed.getAsBoolean();
        }
        return !ended;
    }

    private void writeNew(int source) throws IOException {
        EventLog log = sources.get(source).log();
        List<StoredEvent> page = log.after(position.in(source), PAGE);
        while (!page.isEmpty() && !ended && stillAllowed()) {
            StringBuilder text = new StringBuilder();
            for (StoredEvent event : page) {
                position = position.moved(source, event.sequence());
                sources.get(source).view().apply(event).ifPresent(seen -> append(text, seen));
            }
            if (!text.isEmpty()) {
                write(text.toString());
                told = position;
            }
            page = log.after(position.in(source), PAGE);
        }
    }

    /** A reader who was away for longer than events are kept is told to read everything anew. */
    private void resetIfSwept(int source) throws IOException {
        long last = sources.get(source).log().last();
        if (position.in(source) == last
                || !sources.get(source).log().after(position.in(source), 1).isEmpty()) {
            return;
        }
        position = position.moved(source, last);
        told = position;
        write("event: stream.reset\nid: " + position + "\ndata: {}\n\n");
    }

    private void append(StringBuilder text, StoredEvent event) {
        text.append("event: ").append(event.type()).append('\n');
        text.append("id: ").append(position).append('\n');
        text.append("data: ").append(json(event)).append("\n\n");
    }

    private String json(StoredEvent event) {
        try {
            return mapper.writeValueAsString(new Body(
                    event.id(), event.type(), event.version(), event.time().toString(), event.data()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event cannot be written as JSON", e);
        }
    }

    private record Body(String id, String type, int version, String time, Map<String, Object> data) {}

    private void write(String text) throws IOException {
        writingSince = System.nanoTime();
        writing = true;
        try {
            output.write(text.getBytes(UTF_8));
            output.flush();
        } finally {
            writing = false;
        }
    }

    boolean stuck() {
        return writing && System.nanoTime() - writingSince > WRITE_LIMIT.toNanos();
    }

    /** Interrupts the write, which closes the connection. */
    void cut() {
        thread.interrupt();
    }

    void end() {
        ended = true;
        appended.release();
    }
}
