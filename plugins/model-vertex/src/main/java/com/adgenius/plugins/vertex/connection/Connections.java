package com.adgenius.plugins.vertex.connection;

import static java.util.Objects.requireNonNull;

import com.google.api.gax.core.FixedExecutorProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.httpjson.InstantiatingHttpJsonChannelProvider;
import com.google.cloud.vertexai.api.PredictionServiceClient;
import com.google.cloud.vertexai.api.PredictionServiceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one instance of the plugin: one client of Google's for each endpoint, and one for plain HTTP. They
 * hold no credentials; each call brings its own.
 */
public final class Connections implements AutoCloseable {

    /** Google has fewer locations than this. */
    private static final int CLIENTS = 64;

    /**
     * Google's client reads each piece of a stream in another task through a pipe, which breaks when the thread that read
     * the piece before has ended; so a thread outlives every deadline. Virtual ones end at an interruption, even where
     * they wait for the network.
     */
    private static final Duration THREAD_LIVES = Duration.ofMinutes(5);

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long CLOSING_SECONDS = 5;

    private final OperatorRules rules;
    private final RetryPolicy retries;
    private final CredentialStore credentials;
    private final ExecutorService calls;
    private final ScheduledThreadPoolExecutor timers;
    private final List<Thread> timerThreads = new CopyOnWriteArrayList<>();
    private final HttpClient http;
    private final Map<URI, PredictionServiceClient> clients = new HashMap<>();

    private Connections(OperatorRules rules, RetryPolicy retries) {
        this.rules = requireNonNull(rules, "rules is null");
        this.retries = requireNonNull(retries, "retries is null");
        this.credentials = new CredentialStore(rules);
        this.calls = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                THREAD_LIVES.toSeconds(),
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofVirtual().name("model-vertex-call-", 1).factory());
        this.timers = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread =
                    Thread.ofPlatform().name("model-vertex-timer").daemon().unstarted(task);
            timerThreads.add(thread);
            return thread;
        });
        this.timers.setRemoveOnCancelPolicy(true);
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(calls)
                .build();
    }

    /** Connections under those rules; none is opened yet. */
    public static Connections open(OperatorRules rules, RetryPolicy retries) {
        return new Connections(rules, retries);
    }

    /** What the operator allows. */
    public OperatorRules rules() {
        return rules;
    }

    RetryPolicy retries() {
        return retries;
    }

    CredentialStore credentials() {
        return credentials;
    }

    /** A thread of the plugin's own for work that leaves thread-locals behind, as Google's libraries do. */
    <T> Future<T> apart(Callable<T> work) {
        return calls.submit(work);
    }

    RestCalls rest() {
        return new RestCalls(http, retries);
    }

    /** The client of that endpoint. */
    PredictionServiceClient client(URI endpoint) {
        synchronized (clients) {
            PredictionServiceClient known = clients.get(endpoint);
            if (known != null) {
                return known;
            }
            if (clients.size() >= CLIENTS) {
                throw new IllegalStateException("More than " + CLIENTS + " endpoints of Vertex AI are in use");
            }
            PredictionServiceClient made = make(endpoint);
            clients.put(endpoint, made);
            return made;
        }
    }

    private PredictionServiceClient make(URI endpoint) {
        try {
            return PredictionServiceClient.create(PredictionServiceSettings.newHttpJsonBuilder()
                    .setTransportChannelProvider(InstantiatingHttpJsonChannelProvider.newBuilder()
                            .setEndpoint(endpoint.toString())
                            .setExecutor(calls)
                            .build())
                    .setCredentialsProvider(NoCredentialsProvider.create())
                    .setBackgroundExecutorProvider(FixedExecutorProvider.create(timers))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException("A client of Vertex AI cannot be made", e);
        }
    }

    /** Ends what is under way and waits until every thread has ended: one that lives on would keep the plugin's classes. */
    @Override
    public void close() throws InterruptedException {
        List<PredictionServiceClient> closing;
        synchronized (clients) {
            closing = new ArrayList<>(clients.values());
            clients.clear();
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSING_SECONDS);
        // Its close would wait for the deadlines of calls that ended long ago.
        closing.forEach(PredictionServiceClient::shutdownNow);
        calls.shutdownNow();
        for (PredictionServiceClient client : closing) {
            client.awaitTermination(left(end), TimeUnit.NANOSECONDS);
        }
        timers.shutdownNow();
        http.shutdownNow();
        calls.awaitTermination(left(end), TimeUnit.NANOSECONDS);
        // The pool ends a moment before its thread does.
        for (Thread thread : timerThreads) {
            thread.join(Duration.ofNanos(left(end)));
        }
        http.awaitTermination(Duration.ofNanos(left(end)));
        credentials.clear();
    }

    private static long left(long end) {
        return Math.max(1, end - System.nanoTime());
    }
}
