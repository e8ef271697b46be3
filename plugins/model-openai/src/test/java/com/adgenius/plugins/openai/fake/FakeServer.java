package com.adgenius.plugins.openai.fake;

import com.adgenius.plugins.openai.fake.Reply.Manner;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A server on loopback. A request that the protocol does not have is refused as OpenAI refuses it, whatever the test
 * wished; any other is answered by the next reply that the test gave, or by a plain good one.
 */
public final class FakeServer implements AutoCloseable {

    /** The model for chats. */
    public static final String TEXT_MODEL = "text-fake";

    /** A model for pictures that wants to be told the form of its answer. */
    public static final String IMAGE_MODEL = "image-fake";

    /** A model for pictures that knows no {@code response_format}. */
    public static final String GPT_IMAGE_MODEL = "gpt-image-fake";

    /** A model for embeddings of {@link #DIMENSION}. */
    public static final String EMBEDDING_MODEL = "embedding-fake";

    /** A model for embeddings whose dimension can be chosen. */
    public static final String SHORTENING_MODEL = "text-embedding-3-fake";

    /** The dimension of embeddings where none is asked for. */
    public static final int DIMENSION = 6;

    private static final String BASE = "/v1";
    private static final Map<String, Set<String>> MODELS = Map.of(
            "/chat/completions", Set.of(TEXT_MODEL),
            "/images/generations", Set.of(IMAGE_MODEL, GPT_IMAGE_MODEL),
            "/embeddings", Set.of(EMBEDDING_MODEL, SHORTENING_MODEL));

    private final Optional<String> key;
    private final byte[] picture;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Reply> vectors = new ConcurrentLinkedQueue<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile String word = "idea";
    private volatile boolean drawing;

    private FakeServer(Optional<String> key, byte[] picture) {
        this.key = key;
        this.picture = picture.clone();
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A server that wants no key; its pictures are those bytes. */
    public static FakeServer open(byte[] picture) {
        return new FakeServer(Optional.empty(), picture);
    }

    /** A server that wants that key. */
    public static FakeServer wanting(String key, byte[] picture) {
        return new FakeServer(Optional.of(key), picture);
    }

    /** Its base address. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port() + BASE;
    }

    /** Its port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Answers the next good request so that is not for vectors, and the ones after it by the next replies. */
    public FakeServer then(Reply... next) {
        replies.addAll(List.of(next));
        return this;
    }

    /** Answers the next good request for vectors so, and the ones after it by the next replies. */
    public FakeServer thenVectors(Reply... next) {
        vectors.addAll(List.of(next));
        return this;
    }

    /** Begins each text so where a schema is given. */
    public FakeServer writing(String word) {
        this.word = word;
        return this;
    }

    /** Draws pictures of the size that is asked for from now on. */
    public FakeServer drawing() {
        drawing = true;
        return this;
    }

    /** The good requests so far. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** The only good request. */
    public Received only() {
        if (received.size() != 1) {
            throw new AssertionError("There were " + received.size() + " good requests, not one");
        }
        return received.getFirst();
    }

    /** Waits for the first good request. */
    public void awaitRequest() throws InterruptedException {
        first.await();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = reply(exchange);
            } catch (Refused e) {
                reply = e.reply();
            }
            send(exchange, reply);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException, Refused {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().toString();
        if (!path.startsWith(BASE) || !RequestRules.known(path.substring(BASE.length()))) {
            throw new Refused(404, "", "", "Invalid URL (" + exchange.getRequestMethod() + " " + path + ")");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            throw new Refused(405, "method_not_supported", "", "Not allowed to " + exchange.getRequestMethod());
        }
        if (exchange.getRequestHeaders().containsKey("Upgrade")) {
            throw Refused.bad("body", "Field required: a server like vLLM's loses the body of a request to upgrade");
        }
        Optional<String> authorization =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        if (key.isPresent() && !authorization.equals(key.map("Bearer "::concat))) {
            throw new Refused(
                    401, "invalid_api_key", "", "Incorrect API key provided: " + authorization.orElse("none") + ".");
        }
        if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            throw new Refused(415, "unsupported_content_type", "", "Send application/json");
        }
        String operation = path.substring(BASE.length());
        Map<String, Object> body = RequestRules.body(operation, text, MODELS);
        received.add(new Received(operation, authorization, body));
        first.countDown();
        Reply next = (operation.equals("/embeddings") ? vectors : replies).poll();
        return next == null ? usual(operation, body) : next;
    }

    private Reply usual(String operation, Map<String, Object> body) {
        return switch (operation) {
            case "/chat/completions" ->
                Boolean.TRUE.equals(body.get("stream"))
                        ? Reply.stream(List.of("Run ", "farther"), "stop")
                        : Reply.chat(words(body));
            case "/images/generations" -> Reply.image(drawing ? drawn(String.valueOf(body.get("size"))) : picture);
            default ->
                Reply.vectors(
                        IntStream.range(0, FakeJson.list(body.get("input")).size())
                                .boxed()
                                .toList(),
                        body.get("dimensions") instanceof Number wished ? wished.intValue() : DIMENSION);
        };
    }

    private static byte[] drawn(String size) {
        String[] sides = size.split("x", 2);
        BufferedImage image =
                new BufferedImage(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.toByteArray();
    }

    private String words(Map<String, Object> body) {
        Map<String, Object> format = FakeJson.object(body.get("response_format"));
        return "json_schema".equals(format.get("type"))
                ? FakeJson.text(SchemaSample.of(
                        FakeJson.object(
                                FakeJson.object(format.get("json_schema")).get("schema")),
                        word))
                : "Run farther";
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        boolean events = reply.manner() == Manner.STREAM || reply.manner() == Manner.HELD_STREAM;
        exchange.getResponseHeaders().set("Content-Type", events ? "text/event-stream" : "application/json");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (reply.manner() == Manner.NEVER) {
            awaitClose();
            return;
        }
        byte[] bytes = reply.bytes();
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : events ? 0 : bytes.length);
        boolean part = reply.manner() != Manner.WHOLE && reply.manner() != Manner.STREAM;
        try (OutputStream output = exchange.getResponseBody()) {
            output.write(bytes, 0, part ? bytes.length / 2 : bytes.length);
            output.flush();
            if (reply.manner() == Manner.HALF || reply.manner() == Manner.HELD_STREAM) {
                awaitClose();
            }
        }
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
