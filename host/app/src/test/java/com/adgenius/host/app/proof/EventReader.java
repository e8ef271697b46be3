package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Reads a tenant's event stream as a browser would, and comes back with the last id after each cut. */
final class EventReader implements AutoCloseable {

    /**
     * One event as it was received.
     *
     * @param id how far the reader is in the tenant's log and in the platform's, joined by {@code -}
     * @param data the event's own data
     */
    record Received(String id, String type, JsonNode data) {}

    private final Api tenant;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile boolean going = true;
    private volatile @Nullable InputStream open;
    private volatile String lastId;

    /** Reads what happens from now on. */
    EventReader(Api tenant) throws Exception {
        this(tenant, "");
    }

    /** Reads what came after that id. */
    EventReader(Api tenant, String lastId) throws Exception {
        this.tenant = tenant;
        this.lastId = lastId;
        InputStream first = connect();
        Thread.ofVirtual().start(() -> read(first));
    }

    private InputStream connect() throws Exception {
        HttpResponse<InputStream> response = tenant.events("/events", lastId);
        if (response.statusCode() != 200) {
            throw new IllegalStateException("GET /events answered " + response.statusCode());
        }
        InputStream stream = response.body();
        open = stream;
        return stream;
    }

    private void read(InputStream first) {
        InputStream stream = first;
        while (going) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                events(lines);
            } catch (IOException _) {
                // A cut is what this reader is for: it comes back with the last id it saw.
            }
            try {
                stream = going ? connect() : stream;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void events(BufferedReader lines) throws IOException {
        String id = "";
        String type = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                type = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.isEmpty() && !id.isEmpty()) {
                lastId = id;
                if (!data.isEmpty()) {
                    received.add(new Received(
                            id, type, Api.JSON.readTree(data.toString()).get("data")));
                }
                id = "";
                type = "";
                data.setLength(0);
            }
        }
    }

    /** Cuts the connection; the reader comes back by itself. */
    void cut() {
        InputStream stream = open;
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All events so far, in the order of their arrival. */
    List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        going = false;
        cut();
    }
}
