package com.adgenius.plugins.vertex.connection;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.vertex.catalogue.Model;
import com.google.api.core.ApiFuture;
import com.google.api.gax.httpjson.HttpJsonCallContext;
import com.google.api.gax.rpc.ApiCallContext;
import com.google.api.gax.rpc.ServerStream;
import com.google.api.gax.rpc.UnaryCallable;
import com.google.cloud.vertexai.api.EmbedContentRequest;
import com.google.cloud.vertexai.api.EmbedContentResponse;
import com.google.cloud.vertexai.api.GenerateContentRequest;
import com.google.cloud.vertexai.api.GenerateContentResponse;
import com.google.cloud.vertexai.api.PredictRequest;
import com.google.cloud.vertexai.api.PredictResponse;
import com.google.cloud.vertexai.api.PredictionServiceClient;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One tenant's calls of one model.
 *
 * <p>Every method throws a {@link RemoteFailureException} when no answer of Google's came, or one that refuses. An
 * interruption ends it at once.
 */
public final class Session {

    /** After this a client of Google's that missed its own deadline is given up. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Connections connections;
    private final VertexSettings settings;
    private final Model model;
    private final Duration deadline;

    /**
     * Calls of that model.
     *
     * @param deadline how long one answer may take
     */
    public Session(Connections connections, VertexSettings settings, Model model, Duration deadline) {
        this.connections = requireNonNull(connections, "connections is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.model = requireNonNull(model, "model is null");
        this.deadline = requireNonNull(deadline, "deadline is null");
    }

    /** The model that is asked. */
    public Model model() {
        return model;
    }

    /** The tenant's settings. */
    public VertexSettings settings() {
        return settings;
    }

    /** The name of the model at Google. */
    public String resource() {
        return settings.resource(model);
    }

    /** {@code :generateContent}. */
    public GenerateContentResponse generateContent(GenerateContentRequest request)
            throws PluginException, InterruptedException {
        ApiCallContext context = context();
        return unary(client().generateContentCallable(), request, context);
    }

    /** {@code :predict}. */
    public PredictResponse predict(PredictRequest request) throws PluginException, InterruptedException {
        ApiCallContext context = context();
        return unary(client().predictCallable(), request, context);
    }

    /** {@code :embedContent}. */
    public EmbedContentResponse embedContent(EmbedContentRequest request) throws PluginException, InterruptedException {
        ApiCallContext context = context();
        return unary(client().embedContentCallable(), request, context);
    }

    /** {@code :streamGenerateContent}; every piece goes to the reader as it comes. */
    public void streamGenerateContent(GenerateContentRequest request, StreamReader reader)
            throws PluginException, InterruptedException {
        ApiCallContext context = context();
        ServerStream<GenerateContentResponse> stream =
                apart(() -> client().streamGenerateContentCallable().call(request, context));
        Iterator<GenerateContentResponse> pieces = stream.iterator();
        boolean whole = false;
        try {
            while (hasNext(pieces)) {
                reader.read(pieces.next());
            }
            whole = true;
        } finally {
            if (!whole) {
                stream.cancel();
            }
        }
    }

    private boolean hasNext(Iterator<GenerateContentResponse> pieces) throws PluginException, InterruptedException {
        try {
            return pieces.hasNext();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof InterruptedException || Thread.interrupted()) {
                throw new InterruptedException("The answer was interrupted");
            }
            throw ClientFailures.of(e, settings.endpoint(), model.id(), deadline);
        }
    }

    /** Reads a streamed answer. */
    @FunctionalInterface
    public interface StreamReader {

        /** The next piece. */
        void read(GenerateContentResponse piece) throws PluginException;
    }

    /**
     * Posts JSON to a call that Google's client does not have.
     *
     * @param resource the name of what is called
     * @param verb what follows the colon
     * @param limit the most bytes that an answer may have
     */
    public JsonObject post(String resource, String verb, JsonObject body, long limit)
            throws PluginException, InterruptedException {
        return connections.rest().post(settings.call(resource, verb), body, token(), model.id(), deadline, limit);
    }

    private PredictionServiceClient client() {
        return connections.client(settings.endpoint());
    }

    private Optional<String> token() throws PluginException, InterruptedException {
        return apart(() -> connections.credentials().token(settings));
    }

    private ApiCallContext context() throws PluginException, InterruptedException {
        Optional<String> token = token();
        ApiCallContext context = HttpJsonCallContext.createDefault()
                .withRetrySettings(connections.retries().settings(deadline))
                .withRetryableCodes(RetryPolicy.AGAIN)
                .withTimeoutDuration(deadline);
        return token.map(value -> context.withExtraHeaders(Map.of("Authorization", List.of("Bearer " + value))))
                .orElse(context);
    }

    private <Q, A> A unary(UnaryCallable<Q, A> callable, Q request, ApiCallContext context)
            throws PluginException, InterruptedException {
        ApiFuture<A> answer = apart(() -> callable.futureCall(request, context));
        try {
            return answer.get(deadline.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw ClientFailures.of(e.getCause(), settings.endpoint(), model.id(), deadline);
        } catch (TimeoutException | CancellationException e) {
            throw RemoteFailureException.late(deadline, model.id());
        } finally {
            answer.cancel(true);
        }
    }

    private <T> T apart(Callable<T> work) throws PluginException, InterruptedException {
        Future<T> begun = connections.apart(work);
        try {
            return begun.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PluginException understood) {
                throw understood;
            }
            throw ClientFailures.of(e.getCause(), settings.endpoint(), model.id(), deadline);
        } finally {
            begun.cancel(true);
        }
    }
}
