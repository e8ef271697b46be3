package com.adgenius.host.app.testing;

import static com.mongodb.client.model.Filters.eq;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Looks behind the shared host, and changes what only time or a crash would. */
public final class PublicDatabase {

    private PublicDatabase() {}

    /** Documents with that value. */
    public static List<Document> find(String collection, String field, Object value) {
        return in(
                collection,
                documents -> Await.all(documents.find(eq(field, value)).limit(100)));
    }

    /** Changes documents; how many. */
    public static long update(String collection, Bson filter, Bson change) {
        return in(
                collection,
                documents -> Await.one(documents.updateMany(filter, change)).getMatchedCount());
    }

    /** Inserts a document. */
    public static void insert(String collection, Document document) {
        in(collection, documents -> Await.one(documents.insertOne(document)));
    }

    private static <T> T in(String collection, Function<MongoCollection<Document>, T> work) {
        try (MongoConnection mongo =
                MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
            return work.apply(mongo.publicDatabase().getCollection(collection));
        }
    }
}
