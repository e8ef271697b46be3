package com.adgenius.host.embedded;

import static java.util.Objects.requireNonNull;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Finds by index the documents that a query may match, for the query to decide on. The library uses an index only where
 * it holds all fields of the query and no other.
 */
final class Candidates {

    /** More lookups than this are not faster than reading everything. */
    private static final int LOOKUPS = 200;

    private final List<Index<Position>> indexes;

    Candidates(List<Index<Position>> indexes) {
        this.indexes = requireNonNull(indexes, "indexes is null");
    }

    /** At least all documents that match; empty where no index helps. */
    Optional<Set<Position>> find(Document query) {
        Map<String, List<Object>> values = new LinkedHashMap<>();
        List<Collection<?>> alternatives = new ArrayList<>();
        collect(query, values, alternatives);
        return indexes.stream()
                .map(index -> lookup(index, values))
                .flatMap(Optional::stream)
                .max(Comparator.comparingInt(Lookup::rank))
                .map(Lookup::positions)
                .or(() -> alternatives.stream()
                        .map(this::union)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private Optional<Set<Position>> union(Collection<?> alternatives) {
        Set<Position> union = new LinkedHashSet<>();
        for (Object alternative : alternatives) {
            Optional<Set<Position>> found = alternative instanceof Document query ? find(query) : Optional.empty();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            union.addAll(found.get());
        }
        return Optional.of(union);
    }

    private static void collect(Document query, Map<String, List<Object>> values, List<Collection<?>> alternatives) {
        query.forEach((field, value) -> {
            if (field.equals("$and") && value instanceof Collection<?> parts) {
                parts.stream()
                        .filter(Document.class::isInstance)
                        .forEach(part -> collect((Document) part, values, alternatives));
            } else if (field.equals("$or") && value instanceof Collection<?> parts) {
                alternatives.add(parts);
            } else {
                values(value).ifPresent(equal -> values.putIfAbsent(field, equal));
            }
        });
    }

    /** The values one of which the field must equal. */
    private static Optional<List<Object>> values(Object value) {
        List<Object> values = List.of();
        if (isPlain(value)) {
            values = List.of(value);
        } else if (value instanceof Document condition && isPlain(condition.get("$eq"))) {
            values = List.of(condition.get("$eq"));
        } else if (value instanceof Document condition
                && condition.get("$in") instanceof Collection<?> list
                && list.stream().allMatch(Candidates::isPlain)) {
            values = List.copyOf(list);
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    /** Whether an index answers a query for this value as the query would: not so null, arrays, and expressions. */
    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof ObjectId
                || value instanceof UUID
                || value instanceof Instant;
    }

    private static Optional<Lookup> lookup(Index<Position> index, Map<String, List<Object>> values) {
        List<List<Object>> keys = List.of(List.of());
        int length = 0;
        for (IndexKey key : index.getKeys()) {
            List<Object> next = values.getOrDefault(key.getKey(), List.of());
            if (next.isEmpty() || keys.size() * next.size() > LOOKUPS) {
                break;
            }
            keys = keys.stream()
                    .flatMap(start -> next.stream().map(end -> append(start, end)))
                    .toList();
            length++;
        }
        boolean exact = index.isUnique() && length == index.getKeys().size();
        return length == 0
                ? Optional.empty()
                : Optional.of(new Lookup((StoredIndex) index, keys, exact ? Integer.MAX_VALUE : length));
    }

    private static List<Object> append(List<Object> start, Object end) {
        return Stream.concat(start.stream(), Stream.of(end)).toList();
    }

    /** What to look up in an index; the higher the rank, the fewer documents are expected. */
    private record Lookup(StoredIndex index, List<List<Object>> keys, int rank) {

        Set<Position> positions() {
            Set<Position> positions = new LinkedHashSet<>();
            keys.forEach(key -> index.find(new KeyValue(key).normalized()).forEach(positions::add));
            return positions;
        }
    }
}
