package com.adgenius.host.server.http;

import com.adgenius.host.server.scope.Principal;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call over a Helidon request. */
final class RequestCall implements Call {

    private final Route route;
    private final ServerRequest request;
    private final String requestId;
    private final Optional<Principal> principal;
    private final BooleanSupplier admission;
    private final RequestEdge caller;
    private final ObjectMapper mapper;
    private final MessageDigest digest = sha256();
    private @Nullable Object body;
    private @Nullable InputStream bytes;

    RequestCall(
            Route route,
            ServerRequest request,
            String requestId,
            Optional<Principal> principal,
            BooleanSupplier admission,
            RequestEdge caller,
            ObjectMapper mapper) {
        this.route = route;
        this.request = request;
        this.requestId = requestId;
        this.principal = principal;
        this.admission = admission;
        this.caller = caller;
        this.mapper = mapper;
    }

    /** Reads and validates the body by the route's input. */
    void readBody() throws IOException {
        if (route.input().isEmpty()) {
            return;
        }
        Route.Input input = route.input().get();
        long length = request.headers().contentLength().orElse(-1);
        if (length > input.limit()) {
            throw BoundedInputStream.tooLarge(input.limit());
        }
        if (!input.mediaTypes().contains(mediaType()) && !input.mediaTypes().contains("*/*")) {
            throw ProblemException.of(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as " + String.join(" or ", input.mediaTypes())
                            + (mediaType().isEmpty() ? "; there is no Content-Type." : ", not " + mediaType() + "."));
        }
        if (input.json().isEmpty()) {
            return;
        }
        body = parse(bytes().readAllBytes(), input);
        if (body instanceof Validated validated) {
            Violations violations = new Violations();
            validated.validate(violations);
            violations.raise();
        }
    }

    private Object parse(byte[] bytes, Route.Input input) throws IOException {
        try {
            Object value =
                    mapper.readValue(bytes, mapper.constructType(input.json().orElseThrow()));
            if (value == null) {
                throw ProblemException.of(ProblemCode.MALFORMED_REQUEST, "The body must be a JSON object.");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw ProblemException.of(
                    ProblemCode.UNKNOWN_FIELD,
                    "\"" + field(e) + "\" is not a field here; known are "
                            + e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ".",
                    List.of(new FieldError(field(e), "is not known")));
        } catch (ValueInstantiationException e) {
            String message = e.getCause() instanceof IllegalArgumentException cause && cause.getMessage() != null
                    ? cause.getMessage()
                    : "has a value that is not allowed";
            throw ProblemException.of(ProblemCode.INVALID, message, List.of(new FieldError(field(e), message)));
        } catch (JsonParseException | StreamConstraintsException e) {
            throw ProblemException.of(ProblemCode.MALFORMED_REQUEST, "The body is not JSON: " + firstLine(e) + ".");
        } catch (JsonMappingException e) {
            throw ProblemException.of(
                    ProblemCode.MALFORMED_REQUEST,
                    field(e).isEmpty()
                            ? "The body does not have the form that is asked for."
                            : "\"" + field(e) + "\" does not have the form that is asked for.",
                    field(e).isEmpty() ? List.of() : List.of(new FieldError(field(e), "has the wrong type or form")));
        }
    }

    private static String firstLine(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }

    private static String field(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public Principal principal() {
        return principal.orElseThrow(() -> new IllegalStateException("This route does not know who asks"));
    }

    @Override
    public boolean stillAllowed() {
        return admission.getAsBoolean();
    }

    @Override
    public String path(String name) {
        return request.path().pathParameters().get(name);
    }

    @Override
    public Optional<String> query(String name) {
        return request.query().first(name).filter(value -> !value.isEmpty());
    }

    @Override
    public OptionalInt number(String name) {
        Optional<String> text = query(name);
        try {
            return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text.get()));
        } catch (NumberFormatException _) {
            throw malformed(name, "must be a whole number");
        }
    }

    @Override
    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    @Override
    public Optional<String> cookie(String name) {
        if (!request.headers().contains(HeaderNames.COOKIE)) {
            return Optional.empty();
        }
        List<String> values = request.headers().get(HeaderNames.COOKIE).allValues().stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    @Override
    public <T> T body(Class<T> type) {
        return type.cast(body);
    }

    @Override
    public InputStream bytes() {
        if (bytes == null) {
            long limit = route.input().map(Route.Input::limit).orElse(0L);
            InputStream content = request.content().hasEntity()
                    ? request.content().inputStream()
                    : new ByteArrayInputStream(new byte[0]);
            bytes = new DigestInputStream(new BoundedInputStream(content, limit), digest);
        }
        return bytes;
    }

    @Override
    public String fingerprint() throws IOException {
        bytes().transferTo(OutputStream.nullOutputStream());
        String head = request.prologue().method().text() + " "
                + request.prologue().uriPath().rawPath() + "?"
                + request.prologue().query().rawValue() + " " + mediaType();
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String mediaType() {
        String value = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public PageRequest page() {
        int page = number("page").orElse(1);
        int size = number("page_size").orElse(20);
        if (page < 1 || page > 100_000) {
            throw malformed("page", "must be 1 to 100000");
        }
        if (size < 1 || size > 100) {
            throw malformed("page_size", "must be 1 to 100");
        }
        return new PageRequest(page, size, query("ordering").orElse(""));
    }

    @Override
    public long ifMatch() {
        String value = header("If-Match")
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.PRECONDITION_REQUIRED,
                        "Send the ETag of what you read as If-Match, so that nobody's change is lost."));
        try {
            return Long.parseLong(value.strip().replaceFirst("^\"(.*)\"$", "$1"));
        } catch (NumberFormatException _) {
            throw malformed("If-Match", "must be an ETag that this server gave");
        }
    }

    @Override
    public String remoteAddress() {
        return caller.address();
    }

    @Override
    public String host() {
        return Dispatcher.host(request);
    }

    private static ProblemException malformed(String parameter, String message) {
        return ProblemException.of(
                ProblemCode.MALFORMED_PARAMETER,
                parameter + " " + message + ".",
                List.of(new FieldError(parameter, message)));
    }
}
