package com.adgenius.host.app.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One connection to a stream of server-sent events, read as the standard says; it does not come back when it is cut. */
public final class EventConnection implements AutoCloseable {

    /** The type of what is not an event: a comment. */
    public static final String COMMENT = ":";

    /** The type of the end of the stream. */
    public static final String END = "end";

    /** Comes only as the id of the stream's beginning, which has no data. */
    public static final String BEGIN = "begin";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpHeaders headers;
    private final InputStream body;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    private EventConnection(HttpResponse<InputStream> response) {
        this.headers = response.headers();
        this.body = response.body();
    }

    /**
     * What came.
     *
     * @param id the reader's last id from then on
     * @param type the event's, {@link #COMMENT}, {@link #BEGIN} or {@link #END}
     * @param data empty where there is none
     */
    public record Received(String id, String type, JsonNode data) {

        /** What happened to which creative. */
        public String about() {
            return type + " " + data.path("data").path("id").asText();
        }
    }

    /** Connects from now on. */
    public static EventConnection open(ApiClient client, String path) {
        HttpResponse<InputStream> response = client.open(path);
        if (response.statusCode() != 200) {
            throw new AssertionError("GET " + path + " answered " + response.statusCode());
        }
        EventConnection connection = new EventConnection(response);
        Thread.ofVirtual().start(connection::read);
        return connection;
    }

    /** Connects after the event of that id. */
    public static EventConnection after(ApiClient client, String path, String id) {
        return open(client.with("Last-Event-ID", id), path);
    }

    /** The answer's headers. */
    public HttpHeaders headers() {
        return headers;
    }

    /** Waits for what matches, at most 30 s, and gives all that came until then, comments left out. */
    public List<Received> until(Predicate<Received> last) {
        List<Received> all = new ArrayList<>();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Received next = next(end - System.nanoTime(), all);
            if (!next.type().equals(COMMENT)) {
                all.add(next);
            }
            if (last.test(next)) {
                return all;
            }
            if (next.type().equals(END)) {
                throw new AssertionError("The stream ended after " + all);
            }
        }
    }

    /** Waits for an event of that type. */
    public List<Received> until(String type) {
        return until(event -> event.type().equals(type));
    }

    private Received next(long nanos, List<Received> before) {
        try {
            Received next = received.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new AssertionError("Nothing more within " + LIMIT + " after " + before);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        String id = "";
        String type = "";
        String data = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String value = line.substring(line.indexOf(':') + 1).strip();
                if (line.startsWith(":")) {
                    received.add(new Received(id, COMMENT, MAPPER.missingNode()));
                } else if (line.startsWith("id:")) {
                    id = value;
                } else if (line.startsWith("event:")) {
                    type = value;
                } else if (line.startsWith("data:")) {
                    data += value;
                } else if (line.isEmpty() && !data.isEmpty()) {
                    received.add(new Received(id, type, MAPPER.readTree(data)));
                    type = "";
                    data = "";
                } else if (line.isEmpty() && !id.isEmpty()) {
                    received.add(new Received(id, BEGIN, MAPPER.missingNode()));
                }
            }
        } catch (IOException _) {
            // A cut connection is an end, too.
        }
        received.add(new Received(id, END, MAPPER.missingNode()));
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
