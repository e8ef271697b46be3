package com.adgenius.host.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Answers with an error what the library would overlook or calculate differently from MongoDB. */
final class Refusals {

    private static final int COMMAND_NOT_SUPPORTED = 115;

    private static final Set<String> UPDATE_FIELDS = Set.of("q", "u", "multi", "upsert", "arrayFilters", "hint");
    private static final Set<String> DELETE_FIELDS = Set.of("q", "limit", "hint");
    private static final Set<String> INDEX_FIELDS = Set.of("key", "name", "ns", "v", "unique", "sparse", "background");

    /** Would be overlooked on an empty collection, or turn a Decimal128 into a double. */
    private static final Set<String> OPERATORS = Set.of(
            "$text",
            "$where",
            "$near",
            "$nearSphere",
            "$geoWithin",
            "$geoIntersects",
            "$jsonSchema",
            "$bitsAllSet",
            "$bitsAnySet",
            "$bitsAllClear",
            "$bitsAnyClear",
            "$function",
            "$accumulator",
            "$rand",
            "$changeStream",
            "$divide",
            "$avg",
            "$abs",
            "$ceil",
            "$floor",
            "$trunc",
            "$mod",
            "$pow",
            "$sqrt",
            "$exp",
            "$ln",
            "$log",
            "$log10");

    private Refusals() {}

    static MongoServerError unsupported(String what) {
        return new MongoServerError(
                COMMAND_NOT_SUPPORTED,
                "CommandNotSupported",
                "The embedded MongoDB does not support " + what
                        + ". Do without it, or use a real MongoDB: start the host with --mongodb ADDRESS.");
    }

    /** Throws where the command asks for something that would not be done as MongoDB does it. */
    static void check(MongoCommand command, Document query) {
        command.unknownField(query).ifPresent(field -> {
            throw unsupported("\"" + field + "\" in the command " + name(query));
        });
        switch (command) {
            case INSERT -> statements(query, "documents").forEach(Refusals::document);
            case UPDATE ->
                statements(query, "updates").forEach(statement -> {
                    fields(statement, UPDATE_FIELDS, "an update");
                    update(statement.get("u"));
                });
            case DELETE -> statements(query, "deletes").forEach(s -> fields(s, DELETE_FIELDS, "a delete"));
            case FIND_AND_MODIFY -> update(query.get("update"));
            case CREATE_INDEXES -> statements(query, "indexes").forEach(Refusals::index);
            case LIST_COLLECTIONS -> filter(query.get("filter"));
            default -> {
                // its fields were all there was to check
            }
        }
        operators(query).ifPresent(operator -> {
            throw unsupported("the operator " + operator);
        });
    }

    private static void update(Object update) {
        if (update instanceof Collection) {
            throw unsupported("an update given as a pipeline");
        }
        if (update instanceof Document document
                && document.keySet().stream().noneMatch(field -> field.startsWith("$"))) {
            document(document);
        }
    }

    /** The library stores a field name with a dot, and stops half way when it updates the document later. */
    private static void document(Document document) {
        document.keySet().stream()
                .filter(field -> field.contains("."))
                .findFirst()
                .ifPresent(field -> {
                    throw unsupported("a dot in the field name \"" + field + "\"");
                });
    }

    private static void index(Document index) {
        fields(index, INDEX_FIELDS, "an index");
        if (index.get("key") instanceof Document key) {
            key.forEach((field, kind) -> {
                if (!(kind instanceof Number) || field.contains("$")) {
                    throw unsupported("an index of the kind " + field + ": " + kind);
                }
            });
        }
    }

    private static void filter(Object filter) {
        if (filter instanceof Document document && !document.isEmpty()) {
            throw unsupported("a filter in the command listCollections");
        }
    }

    private static void fields(Document statement, Set<String> known, String what) {
        statement.keySet().stream()
                .filter(field -> !known.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw unsupported("\"" + field + "\" in " + what);
                });
    }

    private static Collection<Document> statements(Document query, String field) {
        return query.get(field) instanceof Collection<?> list
                ? list.stream()
                        .filter(Document.class::isInstance)
                        .map(Document.class::cast)
                        .toList()
                : List.of();
    }

    private static Optional<String> operators(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .flatMap(entry -> entry.getKey() instanceof String key && OPERATORS.contains(key)
                            ? Stream.of(key)
                            : operators(entry.getValue()).stream())
                    .findFirst();
        }
        return value instanceof Collection<?> list
                ? list.stream().flatMap(each -> operators(each).stream()).findFirst()
                : Optional.empty();
    }

    private static String name(Document query) {
        return query.keySet().iterator().next();
    }
}
