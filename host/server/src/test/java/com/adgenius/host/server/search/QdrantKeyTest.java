package com.adgenius.host.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsResponse;
import io.qdrant.client.grpc.CollectionsGrpc.CollectionsImplBase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that speaks Qdrant's protocol and demands an API key. */
class QdrantKeyTest {

    private static final String WRONG = "wr0ng-s3cret";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Logger LOGGER = Logger.getLogger(QdrantConnection.class.getName());

    private final Guarded guarded = new Guarded();
    private final Server server = guarded.start();
    private final String address = "127.0.0.1:" + server.getPort();
    private final Logged logged = new Logged();

    @BeforeEach
    void listen() {
        LOGGER.addHandler(logged);
    }

    @AfterEach
    void close() {
        LOGGER.removeHandler(logged);
        server.shutdownNow();
    }

    /** Lists one collection for who shows the key, and keeps what was shown. */
    private static final class Guarded extends CollectionsImplBase implements ServerInterceptor {

        private static final Metadata.Key<String> HEADER = Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);

        private final Queue<Optional<String>> shown = new ConcurrentLinkedQueue<>();
        private volatile String demanded = "r1ght-s3cret";
        private volatile Status refusal = Status.UNAUTHENTICATED;

        Server start() {
            try {
                return Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                        .addService(this)
                        .intercept(this)
                        .build()
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            Optional<String> key = Optional.ofNullable(headers.get(HEADER));
            shown.add(key);
            if (key.equals(Optional.of(demanded))) {
                return next.startCall(call, headers);
            }
            call.close(refusal.withDescription("Invalid API key or JWT"), new Metadata());
            return new ServerCall.Listener<>() {};
        }

        @Override
        public void list(ListCollectionsRequest request, StreamObserver<ListCollectionsResponse> answer) {
            answer.onNext(ListCollectionsResponse.newBuilder()
                    .addCollections(CollectionDescription.newBuilder().setName("one"))
                    .build());
            answer.onCompleted();
        }
    }

    private static final class Logged extends Handler {

        private final List<String> lines = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord record) {
            lines.add(record.getLevel() + " " + record.getMessage());
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static List<String> ask(QdrantConnection qdrant) throws InterruptedException {
        return qdrant.ask(client -> client.listCollectionsAsync());
    }

    private static QdrantException failure(QdrantConnection qdrant) {
        return catchThrowableOfType(QdrantException.class, () -> ask(qdrant));
    }

    /** Nothing where it refuses. */
    private static List<String> names(QdrantConnection qdrant) throws InterruptedException {
        try {
            return ask(qdrant);
        } catch (QdrantException _) {
            return List.of();
        }
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime() - deadline).as("within " + LIMIT).isNegative();
            Thread.onSpinWait();
        }
    }

    @Test
    void theKeyIsShownWithEachQuestion() throws Exception {
        try (QdrantConnection qdrant = QdrantConnection.to(address, new QdrantKey(guarded.demanded))) {
            assertThat(ask(qdrant)).containsExactly("one");
            assertThat(ask(qdrant)).containsExactly("one");
            assertThat(qdrant.trouble()).isEmpty();
        }
        assertThat(guarded.shown).hasSize(2).containsOnly(Optional.of(guarded.demanded));
        assertThat(logged.lines()).isEmpty();
    }

    /** Qdrant has answered by either, in one version or another. */
    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"UNAUTHENTICATED", "PERMISSION_DENIED"})
    void aWrongKeyIsSaidOnceAndIsTroubleUntilQdrantTakesIt(Status.Code code) throws Exception {
        guarded.refusal = code.toStatus();
        try (QdrantConnection qdrant = QdrantConnection.to(address, new QdrantKey(WRONG))) {
            assertThat(qdrant.trouble()).isEmpty();
            Set<String> refusals = new HashSet<>();

            // Whoever asks again at once is answered from memory.
            until(() -> {
                QdrantException refusal = failure(qdrant);
                assertThat(refusal.refused() && refusal.away()).isTrue();
                refusals.add(refusal.toString());
                return guarded.shown.size() >= 2;
            });

            assertThat(refusals).hasSize(1);
            assertThat(qdrant.trouble())
                    .contains("Qdrant at " + address + " refuses the API key that ADGENIUS_QDRANT_API_KEY says (" + code
                            + ": Invalid API key or JWT)");
            assertThat(logged.lines())
                    .singleElement()
                    .asString()
                    .startsWith("SEVERE Qdrant at " + address)
                    .contains("ADGENIUS_QDRANT_API_KEY", "Nothing can be found");
            assertThat(logged.lines() + " " + refusals + " " + qdrant.trouble() + new QdrantKey(WRONG))
                    .doesNotContain(WRONG);

            guarded.demanded = WRONG;
            until(() -> names(qdrant).equals(List.of("one")));
            assertThat(qdrant.trouble()).isEmpty();
        }
    }

    @Test
    void whoHasNoKeyIsToldToSetOne() {
        try (QdrantConnection qdrant = QdrantConnection.to(address)) {
            assertThat(failure(qdrant)).hasMessageContaining("demands an API key: set ADGENIUS_QDRANT_API_KEY");
        }
        assertThat(guarded.shown).containsExactly(Optional.empty());
    }

    @Test
    void oneThatIsAwayIsNoRefusal() {
        server.shutdownNow();
        try (QdrantConnection qdrant = QdrantConnection.to(address, new QdrantKey(guarded.demanded))) {
            QdrantException failure = failure(qdrant);

            assertThat(failure.away()).isTrue();
            assertThat(failure.refused()).isFalse();
            assertThat(qdrant.trouble()).isPresent();
        }
        assertThat(logged.lines()).isEmpty();
    }
}
