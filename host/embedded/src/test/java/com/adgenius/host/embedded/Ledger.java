package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.Answers.all;
import static com.adgenius.host.embedded.Answers.done;
import static com.adgenius.host.embedded.Answers.one;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * Writes from several connections at once, remembers what was acknowledged, and finds out later what is missing or half
 * there.
 */
final class Ledger {

    private static final int WRITERS = 6;
    private static final int GROUPS = 5;
    private static final int BATCH = 1_000;

    private final AtomicLong sequence = new AtomicLong();

    /** The acknowledged key by id. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    /** A key by id that was sent and not acknowledged: it may be there or not. */
    private final Map<String, String> unanswered = new ConcurrentHashMap<>();

    int size() {
        return acknowledged.size();
    }

    /** Writes until the server is gone. */
    void writeUntil(String address, CheckedRunnable end) throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        try (MongoClient client = connect(address);
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            MongoCollection<Document> documents = documents(client);
            done(documents.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true)));
            done(documents.createIndex(Indexes.ascending("group")));
            for (int i = 0; i < WRITERS; i++) {
                var _ = writers.submit(() -> write(documents, stopped));
            }
            try {
                end.run();
            } finally {
                stopped.set(true);
            }
        }
    }

    private void write(MongoCollection<Document> documents, AtomicBoolean stopped) {
        List<String> mine = new ArrayList<>();
        while (!stopped.get()) {
            long number = sequence.incrementAndGet();
            String key = "key-" + number;
            boolean update = !mine.isEmpty() && number % 4 == 0;
            String id = update ? mine.get(ThreadLocalRandom.current().nextInt(mine.size())) : "id-" + number;
            unanswered.put(id, key);
            try {
                if (update) {
                    done(documents.updateOne(
                            Filters.eq("_id", id),
                            Updates.combine(Updates.set("key", key), Updates.set("same", key), Updates.inc("n", 1))));
                } else {
                    done(documents.insertOne(document(id, key, number)));
                    mine.add(id);
                }
            } catch (RuntimeException e) {
                return;
            }
            acknowledged.put(id, key);
            unanswered.remove(id);
        }
    }

    private static Document document(String id, String key, long number) {
        return new Document("_id", id)
                .append("key", key)
                .append("group", "group-" + number % GROUPS)
                .append("text", "x".repeat((int) (number % 900)))
                .append("n", 0)
                .append("same", key);
    }

    /** Everything that is not as it was acknowledged. */
    List<String> problems(String address) {
        List<String> problems = new ArrayList<>();
        try (MongoClient client = connect(address)) {
            MongoCollection<Document> documents = documents(client);
            Map<String, Document> present = all(documents.find()).stream()
                    .collect(Collectors.toMap(document -> document.getString("_id"), document -> document));
            acknowledged.forEach((id, key) -> {
                Document document = present.getOrDefault(id, new Document());
                Object found = document.get("key");
                if (!key.equals(found) && !unanswered.getOrDefault(id, key).equals(found)) {
                    problems.add(id + " was acknowledged with " + key + " and has " + found);
                }
            });
            present.values().stream()
                    .filter(document ->
                            document.size() != 6 || !document.get("key").equals(document.get("same")))
                    .forEach(document -> problems.add("half a document: " + document));
            problems.addAll(unindexed(client, documents, present));
            present.forEach((id, document) -> acknowledged.put(id, document.getString("key")));
        }
        unanswered.clear();
        acknowledged.keySet().removeIf(id -> problems.stream().anyMatch(problem -> problem.startsWith(id + " ")));
        return problems;
    }

    private static List<String> unindexed(
            MongoClient client, MongoCollection<Document> documents, Map<String, Document> present) {
        List<String> problems = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        present.values().forEach(document -> keys.add(document.getString("key")));
        if (!present.isEmpty()) {
            Document validation = one(database(client).runCommand(new Document("validate", "ledger")));
            int entries =
                    ((Number) validation.get("keysPerIndex", Document.class).get("key_1")).intValue();
            if (entries != present.size()) {
                problems.add(entries + " index entries for " + present.size() + " documents");
            }
        }
        List<String> all = List.copyOf(keys);
        for (int start = 0; start < all.size(); start += BATCH) {
            List<Document> again = all.subList(start, Math.min(all.size(), start + BATCH)).stream()
                    .map(key -> new Document("_id", "again-" + key).append("key", key))
                    .toList();
            int refused = refused(documents, again);
            if (refused != again.size()) {
                problems.add((again.size() - refused) + " keys could be inserted again");
            }
        }
        for (int group = 0; group < GROUPS; group++) {
            String name = "group-" + group;
            long scanned = present.values().stream()
                    .filter(document -> name.equals(document.getString("group")))
                    .count();
            long found = all(documents.find(Filters.eq("group", name))).size();
            if (found != scanned) {
                problems.add(name + " has " + scanned + " documents and its index finds " + found);
            }
        }
        return problems;
    }

    private static int refused(MongoCollection<Document> documents, List<Document> again) {
        try {
            done(documents.insertMany(again, new InsertManyOptions().ordered(false)));
            return 0;
        } catch (MongoBulkWriteException e) {
            return e.getWriteErrors().size();
        }
    }

    /** Gives up on a server that is gone. */
    private static MongoClient connect(String address) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(address))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
                .build());
    }

    private static MongoDatabase database(MongoClient client) {
        return client.getDatabase("ledger");
    }

    private static MongoCollection<Document> documents(MongoClient client) {
        return database(client).getCollection("ledger");
    }

    /** What happens while the writers write. */
    @FunctionalInterface
    interface CheckedRunnable {
        void run() throws Exception;
    }
}
