package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The connection to Qdrant, made at its first use. Qdrant may be away: who asks has another way, or says so. */
public final class QdrantConnection implements AutoCloseable {

    /** The client writes each failure into the log, with its trace; here it is an exception. Held, lest it be forgotten. */
    private static final Logger CLIENT = Logger.getLogger(QdrantClient.class.getName());

    static {
        CLIENT.setLevel(Level.OFF);
    }

    /** How long Qdrant may take for one answer. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** For so long nobody waits for a Qdrant that was just found to be away. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(QdrantConnection.class.getName());

    private final QdrantAddress address;
    private final Optional<QdrantKey> key;
    private final AtomicBoolean refusalSaid = new AtomicBoolean();
    private final Lock lock = new ReentrantLock();
    private final AtomicReference<Optional<Away>> away = new AtomicReference<>(Optional.empty());
    private @Nullable QdrantGrpcClient connection;
    private @Nullable QdrantClient client;
    private boolean closed;

    private record Away(long since, QdrantException because) {

        boolean lasts() {
            return System.nanoTime() - since < PAUSE.toNanos();
        }
    }

    private QdrantConnection(QdrantAddress address, Optional<QdrantKey> key) {
        this.address = address;
        this.key = key;
    }

    /**
     * Will connect to the address.
     *
     * @param address {@code host:port}, with {@code https://} before it for TLS
     * @throws IllegalArgumentException when the address has another form
     */
    public static QdrantConnection to(String address) {
        return new QdrantConnection(QdrantAddress.parse(address), Optional.empty());
    }

    /**
     * Will connect to the address, and show the key with each question.
     *
     * @param address as above; without TLS on this machine alone, unless {@code ?tls=optional} stands at the end
     * @throws IllegalArgumentException when the address has another form, or others could read the key
     */
    public static QdrantConnection to(String address, QdrantKey key) {
        QdrantAddress parsed = QdrantAddress.parse(address);
        if (!parsed.secret()) {
            throw new IllegalArgumentException("The API key would go to " + parsed.place()
                    + " for anybody on the way to read. Put https:// before the address, where Qdrant speaks TLS, or"
                    + " ?tls=optional behind it, where the network itself encrypts");
        }
        return new QdrantConnection(parsed, Optional.of(key));
    }

    /** Why Qdrant could not be asked when it was last tried; empty where it could, or nobody has tried. */
    public Optional<String> trouble() {
        return away.get().map(found -> String.valueOf(found.because().getMessage()));
    }

    /**
     * What Qdrant answers.
     *
     * @throws QdrantException what it said instead, or that it could not be asked
     */
    <T> T ask(Function<QdrantClient, ListenableFuture<T>> question) throws InterruptedException {
        Optional<Away> found = away.get();
        if (found.isPresent() && found.get().lasts()) {
            throw new QdrantException(found.get().because());
        }
        ListenableFuture<T> answer = question.apply(client());
        try {
            T answered = answer.get(DEADLINE.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
            away.set(Optional.empty());
            return answered;
        } catch (ExecutionException e) {
            throw noted(refusal(requireNonNull(e.getCause(), "a failure without a cause")));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw noted(new QdrantException(Status.Code.DEADLINE_EXCEEDED, "Qdrant does not answer", e));
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    /** The channel would wait ever longer between two tries, so that a Qdrant that is back would seem to be away. */
    private RuntimeException noted(RuntimeException failure) {
        if (failure instanceof QdrantException said && said.away()) {
            if (said.refused() && refusalSaid.compareAndSet(false, true)) {
                LOG.log(System.Logger.Level.ERROR, said.getMessage() + ". Nothing can be found until that is mended.");
            }
            away.set(Optional.of(new Away(System.nanoTime(), said)));
            lock.lock();
            try {
                if (connection != null && !closed) {
                    connection.channel().resetConnectBackoff();
                }
            } finally {
                lock.unlock();
            }
        }
        return failure;
    }

    private RuntimeException refusal(Throwable cause) {
        if (cause instanceof StatusRuntimeException said) {
            Status status = said.getStatus();
            String words = status.getCode() + ": " + status.getDescription();
            String message = QdrantException.refuses(status.getCode())
                    ? "Qdrant at " + address.place()
                            + (key.isPresent()
                                    ? " refuses the API key that ADGENIUS_QDRANT_API_KEY says"
                                    : " demands an API key: set ADGENIUS_QDRANT_API_KEY")
                            + " (" + words + ")"
                    : "Qdrant: " + words;
            return new QdrantException(status.getCode(), message, said);
        }
        return new IllegalStateException("Qdrant could not be asked", cause);
    }

    /** Without asking for the version, which the client would write into the log. */
    private QdrantClient client() {
        lock.lock();
        try {
            if (closed) {
                throw new QdrantException(Status.Code.UNAVAILABLE, "The host is stopping", new IllegalStateException());
            }
            if (client == null) {
                QdrantGrpcClient.Builder builder = QdrantGrpcClient.newBuilder(
                                address.host(), address.port(), address.tls(), false)
                        .withTimeout(DEADLINE);
                key.ifPresent(secret -> builder.withApiKey(secret.value()));
                connection = builder.build();
                client = new QdrantClient(connection);
            }
            return client;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (client != null) {
                client.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
