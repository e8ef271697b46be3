package com.adgenius.host.bench.swap;

import com.adgenius.host.bench.http.BenchServer;
import com.adgenius.host.server.http.Answer;
import com.adgenius.host.server.http.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A target over HTTP: short calls, long ones, and streams. It leaves the target open. */
final class SwapServer implements AutoCloseable {

    static final String NAME = "somebody";
    /** In milliseconds: several times what a swap lasts. */
    static final int LONG = 40;

    static final int PIECES = 20;
    private static final int PAUSE = 2;

    private final SwapTarget target;
    private final BenchServer server;

    SwapServer(SwapTarget target) {
        this.target = target;
        this.server = new BenchServer(Map.of("/short", this::brief, "/long", this::lasting, "/stream", this::stream));
    }

    private Answer brief(Call call) throws Exception {
        return BenchServer.number(target.greet(NAME));
    }

    private Answer lasting(Call call) throws Exception {
        int[] answer = new int[1];
        target.greet(NAME, 1, LONG, piece -> answer[0] = piece);
        return BenchServer.number(answer[0]);
    }

    private Answer stream(Call call) {
        return Answer.stream(200, "text/plain", output -> {
            try {
                target.greet(NAME, PIECES, PAUSE, piece -> write(output, piece));
            } catch (IOException | InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
    }

    private static void write(OutputStream output, int piece) {
        try {
            output.write((piece + "\n").getBytes(StandardCharsets.US_ASCII));
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address(String path) {
        return server.address(path);
    }

    @Override
    public void close() {
        server.close();
    }
}
