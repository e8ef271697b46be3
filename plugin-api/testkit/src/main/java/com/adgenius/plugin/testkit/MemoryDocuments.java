package com.adgenius.plugin.testkit;

import static java.util.Objects.requireNonNull;

import com.adgenius.plugin.Documents;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

final class MemoryDocuments implements Documents {

    private static final Pattern COLLECTION = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int ID_LIMIT = 200;
    private static final int SIZE_LIMIT = 1_000_000;

    private final Map<String, NavigableMap<String, Map<String, Object>>> collections = new ConcurrentHashMap<>();

    @Override
    public Optional<Map<String, Object>> find(String collection, String id) {
        return Optional.ofNullable(collection(collection).get(requireId(id)));
    }

    @Override
    public void put(String collection, String id, Map<String, Object> document) {
        Map<String, Object> copy = JsonValues.copyOf(document);
        long size = JsonValues.size(copy);
        if (size > SIZE_LIMIT) {
            throw new IllegalArgumentException(
                    "Document " + collection + "/" + id + " has " + size + " bytes; at most " + SIZE_LIMIT);
        }
        collection(collection).put(requireId(id), copy);
    }

    @Override
    public void delete(String collection, String id) {
        collection(collection).remove(requireId(id));
    }

    @Override
    public List<String> ids(String collection, String after, int limit) {
        requireNonNull(after, "after is null");
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit " + limit + " is not 1 to 1000");
        }
        return collection(collection).tailMap(after, false).keySet().stream()
                .limit(limit)
                .toList();
    }

    private NavigableMap<String, Map<String, Object>> collection(String name) {
        if (!COLLECTION.matcher(name).matches()) {
            throw new IllegalArgumentException("Collection \"" + name + "\" does not match " + COLLECTION);
        }
        return collections.computeIfAbsent(name, key -> new ConcurrentSkipListMap<>());
    }

    private static String requireId(String id) {
        if (id.isEmpty() || id.length() > ID_LIMIT) {
            throw new IllegalArgumentException("An id has 1 to " + ID_LIMIT + " characters, not " + id.length());
        }
        return id;
    }
}
