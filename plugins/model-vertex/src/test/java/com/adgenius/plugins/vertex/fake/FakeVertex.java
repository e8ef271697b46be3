package com.adgenius.plugins.vertex.fake;

import com.adgenius.plugins.vertex.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Vertex AI on loopback, as strict as Google: what its protocol definitions do not know is refused. It answers as a model
 * would, or as it is told to.
 */
public final class FakeVertex implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final Queue<CountDownLatch> losing = new ConcurrentLinkedQueue<>();
    private final Queue<Reply> vectors = new ConcurrentLinkedQueue<>();
    private final Queue<Reply> films = new ConcurrentLinkedQueue<>();
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile int polls = 1;
    private volatile String said = "Run further.";
    private volatile String word = "Sample";
    private volatile Optional<String> token = Optional.empty();

    /** A video that was started, and how often it was asked for. */
    private record Operation(String ratio, AtomicInteger asked) {}

    private FakeVertex(HttpServer server) {
        this.server = server;
    }

    /** A fake that serves. */
    public static FakeVertex start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeVertex fake = new FakeVertex(server);
            server.setExecutor(fake.threads);
            server.createContext("/", fake::handle);
            server.start();
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is reached. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The calls that came, refused ones too, in order. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The only call that came. */
    public Call onlyCall() {
        if (calls.size() != 1) {
            throw new AssertionError(calls.size() + " calls came, not one");
        }
        return calls.getFirst();
    }

    /** Answers the next call so that is not for a vector, and the one after it by the next of them. */
    public FakeVertex reply(Reply... next) {
        replies.addAll(List.of(next));
        return this;
    }

    /** Answers the next call for a vector so, and the one after it by the next of them. */
    public FakeVertex vector(Reply... next) {
        vectors.addAll(List.of(next));
        return this;
    }

    /** Answers the next question for a video that was started so, and the one after it by the next of them. */
    public FakeVertex film(Reply... next) {
        films.addAll(List.of(next));
        return this;
    }

    /** Has its models of language say that where no schema is given. */
    public FakeVertex saying(String text) {
        said = text;
        return this;
    }

    /** Has its models of language begin each text so where a schema is given. */
    public FakeVertex writing(String word) {
        this.word = word;
        return this;
    }

    /** Starts the next operation, and breaks the connection in place of saying so, when that is released. */
    public FakeVertex losingStart(CountDownLatch released) {
        losing.add(released);
        return this;
    }

    /** How often an operation is asked for until it is done. */
    public FakeVertex videoAfter(int polls) {
        this.polls = polls;
        return this;
    }

    /** Refuses calls without a token that it gave out. */
    public FakeVertex requireToken() {
        token = Optional.of("");
        return this;
    }

    /** How many access tokens it gave out. */
    public int tokens() {
        return tokens.get();
    }

    /** How many operations were started. */
    public int operations() {
        return operations.size();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            if (exchange.getRequestURI().getPath().equals("/token")) {
                token(exchange);
                return;
            }
            Call call = read(exchange);
            calls.add(call);
            Reply scripted = (isForVector(call) ? vectors : replies).poll();
            if (scripted != null) {
                scripted.answer(exchange);
                return;
            }
            RequestCheck.check(call);
            answer(call).answer(exchange);
        } catch (GoogleErrorException refusal) {
            Reply.json(refusal.code(), refusal.json()).answer(exchange);
        } finally {
            exchange.close();
        }
    }

    private Call read(HttpExchange exchange) throws IOException, GoogleErrorException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!exchange.getRequestMethod().equals("POST")) {
            throw GoogleErrorException.notFound("Not found: " + exchange.getRequestMethod());
        }
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        if (!type.startsWith("application/json")) {
            throw GoogleErrorException.invalid("Invalid Content-Type: " + type);
        }
        JsonObject body;
        try {
            body = Json.object(text);
        } catch (IOException e) {
            throw GoogleErrorException.invalid("Invalid JSON payload received. " + e.getMessage());
        }
        Optional<String> authorization =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        Call call = Call.of(exchange.getRequestURI().getPath(), authorization, body);
        if (token.isPresent() && !authorization.equals(token.map(value -> "Bearer " + value))) {
            throw new GoogleErrorException(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
        }
        return call;
    }

    private static boolean isForVector(Call call) {
        return call.verb().equals("embedContent")
                || call.verb().equals("predict") && call.model().startsWith("multimodalembedding");
    }

    private Reply answer(Call call) throws GoogleErrorException {
        return switch (call.verb()) {
            case "generateContent" -> Reply.json(200, Answers.generateContent(call, said, word));
            case "streamGenerateContent" ->
                Reply.raw(200, pieces(Answers.generateContent(call, said, word)).toString());
            case "predict" -> Reply.json(200, Answers.predict(call));
            case "embedContent" -> Reply.json(200, Answers.embedContent(call));
            case "predictLongRunning" -> started(call);
            default -> fetched(call);
        };
    }

    /** The answer word by word. */
    private static JsonArray pieces(JsonObject whole) {
        JsonArray pieces = new JsonArray();
        String text = whole.getAsJsonArray("candidates")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("content")
                .getAsJsonArray("parts")
                .get(0)
                .getAsJsonObject()
                .get("text")
                .getAsString();
        String[] words = text.split("(?<= )");
        for (int i = 0; i < words.length; i++) {
            JsonObject part = new JsonObject();
            part.addProperty("text", words[i]);
            pieces.add(Answers.content(i == words.length - 1 ? "STOP" : "", part));
        }
        return pieces;
    }

    private Reply started(Call call) {
        String name = call.resource() + "/operations/op-" + number.incrementAndGet();
        String ratio = call.body().get("parameters") instanceof JsonObject parameters && parameters.has("aspectRatio")
                ? parameters.get("aspectRatio").getAsString()
                : "16:9";
        operations.put(name, new Operation(ratio, new AtomicInteger()));
        CountDownLatch lost = losing.poll();
        if (lost != null) {
            return Reply.silent(lost);
        }
        JsonObject operation = new JsonObject();
        operation.addProperty("name", name);
        return Reply.json(200, operation);
    }

    private Reply fetched(Call call) throws GoogleErrorException {
        String name = call.body().get("operationName").getAsString();
        Operation started = operations.get(name);
        if (started == null) {
            throw GoogleErrorException.notFound("Operation " + name + " not found.");
        }
        if (!name.startsWith(call.resource() + "/")) {
            throw GoogleErrorException.invalid("The operation belongs to another resource.");
        }
        Reply scripted = films.poll();
        if (scripted != null) {
            return scripted;
        }
        if (started.asked().incrementAndGet() < polls) {
            JsonObject operation = new JsonObject();
            operation.addProperty("name", name);
            return Reply.json(200, operation);
        }
        return Reply.done(Answers.videos(Answers.mp4(started.ratio()), "video/mp4"));
    }

    /** Google's token service: takes a signed assertion of a service account. */
    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean assertion = form.contains("assertion=") && form.contains("jwt-bearer");
        Reply scripted = replies.peek();
        if (!assertion) {
            Reply.raw(400, "{\"error\":\"invalid_request\"}").answer(exchange);
        } else if (scripted != null && token.isPresent()) {
            replies.remove().answer(exchange);
        } else {
            String given = "token-" + tokens.incrementAndGet();
            token = token.map(before -> given);
            Reply.raw(200, "{\"access_token\":\"" + given + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}")
                    .answer(exchange);
        }
    }
}
