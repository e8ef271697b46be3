package com.adgenius.host.app.leaving;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.RedisConnection;
import com.google.common.util.concurrent.Futures;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.redisson.api.RType;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.codec.StringCodec;

/** Looks through every database, all of Redis and the names of Qdrant's collections for texts. */
final class Traces implements AutoCloseable {

    private final MongoClient mongo =
            MongoClients.create(EmbeddedServersForTests.shared().mongodb());
    private final RedisConnection connection =
            RedisConnection.to(EmbeddedServersForTests.shared().redis());

    private final QdrantClient qdrant = qdrant();

    private static QdrantClient qdrant() {
        URI address = URI.create(EmbeddedServersForTests.shared().qdrant());
        return new QdrantClient(QdrantGrpcClient.newBuilder(address.getHost(), address.getPort(), false, false)
                .build());
    }

    RedissonClient redis() {
        return connection.client();
    }

    /** Makes a collection of one dimension. */
    void plantCollection(String name) {
        VectorParams parameters =
                VectorParams.newBuilder().setSize(1).setDistance(Distance.Dot).build();
        Futures.getUnchecked(qdrant.createCollectionAsync(name, parameters));
    }

    /**
     * The places that hold one of the texts: {@code database/collection}, {@code redis/key}, {@code qdrant/collection}; with what
     * holds it.
     */
    Map<String, List<String>> of(String... texts) {
        Predicate<String> holds = text -> Stream.of(texts).anyMatch(text::contains);
        Map<String, List<String>> found = new TreeMap<>();
        for (String name : Await.all(mongo.listDatabaseNames())) {
            MongoDatabase database = mongo.getDatabase(name);
            for (String collection : Await.all(database.listCollectionNames())) {
                List<String> holding =
                        documents(database, collection).stream().filter(holds).toList();
                if (!holding.isEmpty() || holds.test(collection)) {
                    found.put(name + "/" + collection, holding);
                }
            }
        }
        for (String collection : Futures.getUnchecked(qdrant.listCollectionsAsync())) {
            if (holds.test(collection)) {
                found.put("qdrant/" + collection, List.of(collection));
            }
        }
        redisValues().forEach((key, value) -> {
            if (holds.test(key) || holds.test(value)) {
                found.put("redis/" + key, List.of(value));
            }
        });
        return found;
    }

    /** All that Redis holds; asked for at once, as waiting for thousands of answers, one after another, took most of the time. */
    private Map<String, String> redisValues() {
        Map<String, CompletableFuture<String>> asked = new TreeMap<>();
        for (String key : redis().getKeys().getKeys(KeysScanOptions.defaults().chunkSize(1_000))) {
            asked.put(
                    key,
                    redis().getKeys()
                            .getTypeAsync(key)
                            .thenCompose(type -> value(key, type))
                            .toCompletableFuture());
        }
        Map<String, String> values = new TreeMap<>();
        asked.forEach((key, value) -> values.put(key, value.join()));
        return values;
    }

    private CompletionStage<String> value(String key, RType type) {
        CompletionStage<?> value = switch (type) {
            case OBJECT -> redis().getBucket(key, StringCodec.INSTANCE).getAsync();
            case MAP -> redis().getMap(key, StringCodec.INSTANCE).readAllMapAsync();
            case ZSET -> redis().getScoredSortedSet(key, StringCodec.INSTANCE).readAllAsync();
            case SET -> redis().getSet(key, StringCodec.INSTANCE).readAllAsync();
            case LIST -> redis().getList(key, StringCodec.INSTANCE).readAllAsync();
            case null, default -> CompletableFuture.completedStage("");
        };
        return value.thenApply(String::valueOf);
    }

    private static List<String> documents(MongoDatabase database, String collection) {
        return Await.all(database.getCollection(collection).find().limit(100_000)).stream()
                .map(Traces::text)
                .toList();
    }

    /** The document's texts and the bytes in it, read as if they were one. */
    private static String text(Document document) {
        StringBuilder text = new StringBuilder();
        write(document, text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder text) {
        switch (value) {
            case Document document ->
                document.forEach((name, each) -> {
                    text.append(name).append('=');
                    write(each, text);
                });
            case Collection<?> list -> list.forEach(each -> write(each, text));
            case Binary binary -> text.append(new String(binary.getData(), StandardCharsets.ISO_8859_1));
            case null, default -> text.append(value).append('\n');
        }
    }

    /** All that a tenant has, each document as it is. */
    Map<String, List<String>> dump(String tenant, String database) {
        Map<String, List<String>> dump = new TreeMap<>();
        MongoDatabase own = mongo.getDatabase(database);
        for (String collection : new TreeSet<>(Set.copyOf(Await.all(own.listCollectionNames())))) {
            // Whichever node looks after the index notes there how far it is.
            if (!collection.equals("search_index")) {
                dump.put(collection, documents(own, collection));
            }
        }
        MongoDatabase shared = mongo.getDatabase("adgenius_public");
        for (String collection : Await.all(shared.listCollectionNames())) {
            dump.put(
                    "shared/" + collection,
                    documents(shared, collection).stream()
                            .filter(document -> document.contains(tenant))
                            .toList());
        }
        return dump;
    }

    boolean hasDatabase(String name) {
        return Await.all(mongo.listDatabaseNames()).contains(name);
    }

    @Override
    public void close() {
        connection.close();
        qdrant.close();
        mongo.close();
    }
}
