package com.adgenius.host.embedded;

import com.adgenius.host.embedded.EmbeddedServerException.Code;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.spi.ToolProvider;

/**
 * Starts the stand-ins and answers with their addresses. This is the way in: find it with
 * {@code ToolProvider.findFirst("adgenius-servers")} and talk to the servers through their own drivers.
 *
 * <p>{@code run(out, err, "--data", DIR, "--mongodb-port", "0", "--redis-port", "0", "--qdrant-port", "0", "--smtp-port",
 * "0", "--only", "mongodb,redis,qdrant,smtp")} prints one line each, {@code mongodb=mongodb://127.0.0.1:PORT},
 * {@code redis=redis://127.0.0.1:PORT}, {@code qdrant=http://127.0.0.1:PORT} (of gRPC),
 * {@code smtp=smtp://127.0.0.1:PORT} and, to read the mail by, {@code imap=imap://127.0.0.1:PORT}, then {@code READY}, and
 * blocks until its thread is interrupted. Then it stops everything orderly and returns 0. Where a server does not
 * start, those already started are stopped again, {@code err} says why and what to do, and the result is 1; 2 where an
 * argument was wrong. Only {@code --data} is required; ports are free ones and all servers are started unless said
 * otherwise.
 *
 * @since 1.0.0
 */
public final class EmbeddedServers implements ToolProvider {

    private static final String READY = "READY";

    /** For the service loader. */
    public EmbeddedServers() {}

    @Override
    public String name() {
        return "adgenius-servers";
    }

    @Override
    public int run(PrintWriter out, PrintWriter err, String... arguments) {
        Deque<EmbeddedServer> started = new ArrayDeque<>();
        try {
            Arguments parsed = Arguments.parse(List.of(arguments));
            for (ServerName name : ServerName.values()) {
                if (parsed.only().contains(name)) {
                    started.push(start(name, parsed));
                }
            }
            started.descendingIterator()
                    .forEachRemaining(
                            server -> server.addresses().forEach((name, address) -> out.println(name + "=" + address)));
            out.println(READY);
            out.flush();
            new CountDownLatch(1).await();
            throw new IllegalStateException("nobody counts the latch down");
        } catch (InterruptedException e) {
            return stop(started, err) ? 0 : 1;
        } catch (EmbeddedServerException e) {
            err.println(e.getMessage());
            err.flush();
            stop(started, err);
            return e.code() == Code.USAGE ? 2 : 1;
        }
    }

    private static EmbeddedServer start(ServerName name, Arguments arguments) throws InterruptedException {
        return switch (name) {
            case MONGODB -> EmbeddedMongo.start(arguments.data().resolve(name.text()), arguments.port(name));
            case REDIS -> EmbeddedRedis.start(arguments.data().resolve(name.text()), arguments.port(name));
            case QDRANT -> EmbeddedQdrant.start(arguments.data().resolve(name.text()), arguments.port(name));
            case SMTP -> EmbeddedMail.start(arguments.port(name));
        };
    }

    private static boolean stop(Deque<EmbeddedServer> started, PrintWriter err) {
        boolean clean = true;
        while (!started.isEmpty()) {
            EmbeddedServer server = started.pop();
            try {
                server.close();
            } catch (RuntimeException e) {
                clean = false;
                err.println("Stopping " + server.name().text() + " failed: " + e.getMessage());
            }
        }
        err.flush();
        return clean;
    }
}
