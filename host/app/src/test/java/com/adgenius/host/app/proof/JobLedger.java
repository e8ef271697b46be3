package com.adgenius.host.app.proof;

import com.adgenius.host.server.storage.Await;
import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

/** What a tenant's database says of jobs: read past the host, by the driver. */
record JobLedger(MongoClient client, MongoDatabase database) implements AutoCloseable {

    static JobLedger of(String mongodb, String tenant) {
        MongoClient client = MongoClients.create(mongodb);
        return new JobLedger(client, client.getDatabase("tenant_" + tenant + "_db"));
    }

    MongoCollection<Document> creatives() {
        return database.getCollection("creatives");
    }

    MongoCollection<Document> usage() {
        return database.getCollection("usage");
    }

    long count(String status) {
        return Await.one(creatives().countDocuments(Filters.eq("status", status)));
    }

    /** How many jobs that node works on, or worked on when it died. */
    long running(String node) {
        return Await.one(creatives()
                .countDocuments(Filters.and(Filters.eq("status", "running"), Filters.eq("lease.owner", node))));
    }

    /** Those of the jobs that are not ready. */
    Set<String> unfinished(Collection<String> asked) {
        Set<String> unfinished = new HashSet<>(asked);
        Await.all(creatives().find(Filters.eq("status", "ready")))
                .forEach(creative -> unfinished.remove(creative.getString("_id")));
        return unfinished;
    }

    /**
     * Whatever is not as it must be when each of these jobs has ended well, once, and was charged once, beside what its
     * embedding for search used.
     */
    List<String> faults(Collection<String> asked) {
        List<String> faults = new ArrayList<>();
        Map<String, Document> creatives = Await.all(creatives().find()).stream()
                .collect(Collectors.toMap(document -> document.getString("_id"), document -> document));
        Map<String, List<Document>> charges = Await.all(usage().find()).stream()
                .collect(Collectors.groupingBy(document -> document.getString("creative_id")));
        for (String id : asked) {
            Document creative = creatives.remove(id);
            if (creative == null) {
                faults.add(id + " is lost");
                continue;
            }
            if (!"ready".equals(creative.getString("status"))) {
                faults.add(id + " is " + creative.getString("status"));
            }
            long results = creative.getList("history", Document.class).stream()
                    .filter(event -> event.getString("type").equals("creative.generated"))
                    .count();
            if (results != 1) {
                faults.add(id + " has " + results + " results");
            }
            Map<Boolean, List<String>> states = charges.getOrDefault(id, List.of()).stream()
                    .collect(Collectors.partitioningBy(
                            JobLedger::isOfSearch,
                            Collectors.mapping(usage -> usage.getString("state"), Collectors.toList())));
            if (!states.get(false).equals(List.of("committed"))) {
                faults.add(id + " is charged as " + states.get(false));
            }
            if (states.get(true).size() > 1) {
                faults.add(id + " is charged for search as " + states.get(true));
            }
        }
        creatives.keySet().forEach(id -> faults.add(id + " was not asked for"));
        return faults;
    }

    private static boolean isOfSearch(Document usage) {
        return usage.getString("_id").startsWith("search:");
    }

    @Override
    public void close() {
        client.close();
    }
}
