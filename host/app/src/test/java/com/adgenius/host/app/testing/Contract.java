package com.adgenius.host.app.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the OpenAPI document of a host promises, and whether requests and answers keep to it. */
final class Contract {

    private static final String DOCUMENT = "urn:adgenius:openapi";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");
    /** JSON Schema with what an OpenAPI document says beside it, of which nothing is validated. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keywords(Stream.of("openapi", "info", "servers", "tags", "paths", "components", "example")
                    .map(NonValidationKeyword::new)
                    .toList())
            .build();

    private static final Set<Integer> WITHOUT_OPERATION = Set.of(400, 404, 405, 413, 414);

    private final List<Operation> operations;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private Contract(List<Operation> operations, SchemaRegistry registry) {
        this.operations = operations;
        this.registry = registry;
    }

    /** One request as it was sent, and what was answered. */
    record Exchange(String method, String path, Optional<String> json, ApiResponse response) {

        String rawPath() {
            String path = this.path.replaceFirst("\\?.*", "");
            return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        }

        boolean succeeded() {
            return response.status() >= 200 && response.status() <= 299;
        }

        boolean isJson() {
            return mediaType().equals("application/json") || mediaType().endsWith("+json");
        }

        String mediaType() {
            return response.header("Content-Type")
                    .orElse("")
                    .replaceFirst(";.*", "")
                    .strip();
        }
    }

    private record Operation(String method, String path, Pattern pattern, String pointer, JsonNode node) {

        /** The more of the path is fixed, the earlier it is looked at. */
        int parameters() {
            return (int) PARAMETER.matcher(path).results().count();
        }
    }

    /** The contract in an OpenAPI 3.1 document. */
    static Contract of(String document) {
        JsonNode root;
        try {
            root = MAPPER.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The document is not JSON", e);
        }
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                Pattern.compile(PARAMETER.matcher(path.getKey()).replaceAll("[^/]+")),
                                "/paths/" + escaped(path.getKey()) + "/" + operation.getKey(),
                                operation.getValue()))));
        operations.sort(Comparator.comparingInt(Operation::parameters));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                DIALECT,
                builder -> builder.schemas(Map.of(DOCUMENT, document))
                        .schemaLoader(loader -> loader.fetchRemoteResources(false))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .locale(Locale.ENGLISH)
                                .formatAssertionsEnabled(true)
                                .build()));
        return new Contract(List.copyOf(operations), registry);
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** What the exchange does that the document does not say; empty where it keeps to it. */
    List<String> violations(Exchange exchange) {
        if (exchange.method().equals("OPTIONS")) {
            // Browsers ask so before they ask; what is answered is CORS's and not the API's.
            return List.of();
        }
        Optional<Operation> operation = operations.stream()
                .filter(each -> each.method().equals(exchange.method()))
                .filter(each -> each.pattern().matcher(exchange.rawPath()).matches())
                .findFirst();
        if (operation.isEmpty()) {
            return WITHOUT_OPERATION.contains(exchange.response().status())
                    ? List.of()
                    : List.of("the document has no such operation");
        }
        List<String> violations = new ArrayList<>(answered(operation.get(), exchange));
        if (exchange.succeeded()
                && exchange.json().filter(json -> !json.isEmpty()).isPresent()) {
            violations.addAll(asked(operation.get(), exchange.json().get()));
        }
        return violations;
    }

    private List<String> asked(Operation operation, String json) {
        String schema = "/requestBody/content/application~1json/schema";
        return operation.node().at(schema).isMissingNode()
                ? List.of("a JSON body is read that the document does not know")
                : invalid("the request", operation.pointer() + schema, json);
    }

    private List<String> answered(Operation operation, Exchange exchange) {
        String pointer = "/responses/" + exchange.response().status();
        JsonNode response = operation.node().at(pointer);
        if (response.isMissingNode()) {
            return List.of("the document does not know the status "
                    + exchange.response().status());
        }
        if (exchange.response().bytes().length == 0) {
            return List.of();
        }
        Optional<String> type = mediaType(response.path("content"), exchange.mediaType());
        if (type.isEmpty()) {
            return List.of("the document does not know the media type \"" + exchange.mediaType() + "\" of the status "
                    + exchange.response().status());
        }
        String schema = pointer + "/content/" + escaped(type.get()) + "/schema";
        return exchange.isJson() && !operation.node().at(schema).isMissingNode()
                ? invalid(
                        "the answer",
                        operation.pointer() + schema,
                        exchange.response().body())
                : List.of();
    }

    /** The name under which the document knows the media type, which may be a range. */
    private static Optional<String> mediaType(JsonNode content, String sent) {
        return StreamSupport.stream(((Iterable<String>) content::fieldNames).spliterator(), false)
                .filter(name -> name.equals(sent)
                        || name.equals("*/*")
                        || name.endsWith("/*") && sent.startsWith(name.substring(0, name.length() - 1)))
                .findFirst();
    }

    private List<String> invalid(String what, String pointer, String json) {
        Schema schema = schemas.computeIfAbsent(
                pointer, place -> registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + place)));
        try {
            List<Error> errors = schema.validate(MAPPER.readTree(json));
            return errors.stream()
                    .map(error -> what + ": " + error.getInstanceLocation() + " " + error.getMessage())
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of(what + " is not JSON");
        }
    }
}
