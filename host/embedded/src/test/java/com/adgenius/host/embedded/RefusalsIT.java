package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.Answers.all;
import static com.adgenius.host.embedded.Answers.done;
import static com.adgenius.host.embedded.Answers.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.ClientSession;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stand-in does not do as MongoDB does it, it refuses, on an empty collection too. */
class RefusalsIT {

    @TempDir
    static Path folder;

    private static EmbeddedMongo mongo;
    private static MongoClient client;
    private static MongoDatabase database;
    private static MongoCollection<Document> things;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start(folder, 0);
        client = MongoClients.create(mongo.address().toString());
        database = client.getDatabase("refusals");
        things = database.getCollection("things");
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{insert: 'things', documents: [{'a.b': 1}]}",
                "{update: 'things', updates: [{q: {}, u: {'a.b': 1}}]}",
                "{findAndModify: 'things', query: {}, update: {'a.b': 1}}",
                "{find: 'things', filter: {$text: {$search: 'x'}}}",
                "{find: 'things', filter: {$where: 'true'}}",
                "{find: 'things', filter: {$or: [{place: {$near: [1, 2]}}]}}",
                "{find: 'things', filter: {}, collation: {locale: 'de'}}",
                "{find: 'things', filter: {}, let: {x: 1}}",
                "{find: 'things', filter: {}, tailable: true}",
                "{find: 'things', filter: {}, txnNumber: 1, startTransaction: true, autocommit: false}",
                "{find: 'things', filter: {}, lsid: {id: 1}}",
                "{insert: 'things', documents: [{a: 1}], encryptionInformation: {}}",
                "{update: 'things', updates: [{q: {}, u: [{$set: {a: 1}}]}]}",
                "{update: 'things', updates: [{q: {}, u: {$set: {a: 1}}, collation: {locale: 'de'}}]}",
                "{delete: 'things', deletes: [{q: {}, limit: 0, collation: {locale: 'de'}}]}",
                "{findAndModify: 'things', query: {}, update: [{$set: {a: 1}}]}",
                "{aggregate: 'things', pipeline: [{$changeStream: {}}], cursor: {}}",
                "{aggregate: 'things', pipeline: [{$group: {_id: null, a: {$avg: '$a'}}}], cursor: {}}",
                "{aggregate: 'things', pipeline: [{$project: {a: {$divide: ['$a', 2]}}}], cursor: {}}",
                "{aggregate: 'things', pipeline: [{$unionWith: 'others'}], cursor: {}}",
                "{aggregate: 'things', pipeline: [], cursor: {}, explain: true}",
                "{create: 'capped', capped: true, size: 1000}",
                "{create: 'validated', validator: {a: {$type: 'int'}}}",
                "{create: 'view', viewOn: 'things', pipeline: []}",
                "{collMod: 'things', validator: {}}",
                "{createIndexes: 'things', indexes: [{key: {a: 1}, name: 'a', expireAfterSeconds: 5}]}",
                "{createIndexes: 'things', indexes: [{key: {a: 1}, name: 'a', partialFilterExpression: {b: 1}}]}",
                "{createIndexes: 'things', indexes: [{key: {a: 1}, name: 'a', collation: {locale: 'de'}}]}",
                "{createIndexes: 'things', indexes: [{key: {a: 'text'}, name: 'a'}]}",
                "{createIndexes: 'things', indexes: [{key: {'$**': 1}, name: 'a'}]}",
                "{dropIndexes: 'things', index: 'a'}",
                "{renameCollection: 'refusals.things', to: 'refusals.others'}",
                "{mapReduce: 'things', map: 'x', reduce: 'y', out: {inline: 1}}",
                "{nonsense: 1}"
            })
    void refuses(String command) {
        done(things.drop());
        assertThatThrownBy(() -> done(database.runCommand(Document.parse(command))))
                .isInstanceOf(MongoException.class);
        done(things.insertOne(new Document("a", new Decimal128(3))));
        assertThatThrownBy(() -> done(database.runCommand(Document.parse(command))))
                .isInstanceOf(MongoException.class);
        assertThat(one(things.find()).get("a")).isEqualTo(new Decimal128(3));
        assertThat(all(database.listCollectionNames())).containsExactly("things");
    }

    @Test
    void saysWhatToDoInstead() {
        assertThatThrownBy(() -> done(things.createIndex(
                        Indexes.ascending("at"), new IndexOptions().expireAfter(5L, TimeUnit.SECONDS))))
                .hasMessageContaining("does not support \"expireAfterSeconds\" in an index")
                .hasMessageContaining("--mongodb");
    }

    @Test
    void refusesSessionsAndTransactions() {
        try (ClientSession session = one(client.startSession())) {
            assertThatThrownBy(() -> done(things.insertOne(session, new Document())))
                    .isInstanceOf(MongoException.class);
        }
    }

    @Test
    void refusesADocumentThatItsUniqueIndexCannotHold() {
        MongoCollection<Document> tagged = database.getCollection("tagged");
        done(tagged.createIndex(Indexes.ascending("tags"), new IndexOptions().unique(true)));
        done(tagged.insertOne(new Document("_id", 1).append("tags", List.of("a", "b"))));
        assertThatThrownBy(() -> done(tagged.insertOne(new Document("tags", List.of()))))
                .hasMessageContaining("empty array");
        assertThatThrownBy(() -> done(tagged.updateOne(
                        new Document("_id", 1), new Document("$set", new Document("tags", List.of())))))
                .hasMessageContaining("empty array");
        assertThat(one(tagged.find())).containsEntry("tags", List.of("a", "b"));
        done(tagged.drop());
    }

    /** Operators that calculate with a Decimal128 answer with one, or not at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{$add: ['$a', 1]}",
                "{$subtract: ['$a', 1]}",
                "{$multiply: ['$a', 2]}",
                "{$sum: ['$a', 1]}",
                "{$max: ['$a', 1]}",
                "{$abs: '$a'}",
                "{$ceil: '$a'}",
                "{$floor: '$a'}",
                "{$trunc: '$a'}",
                "{$mod: ['$a', 2]}",
                "{$pow: ['$a', 2]}",
                "{$sqrt: '$a'}",
                "{$exp: '$a'}",
                "{$ln: '$a'}",
                "{$log10: '$a'}",
                "{$log: ['$a', 2]}",
                "{$round: ['$a', 1]}",
                "{$toDecimal: '$a'}"
            })
    void keepsDecimals(String expression) {
        MongoCollection<Document> amounts = database.getCollection("amounts");
        done(amounts.drop());
        done(amounts.insertOne(new Document("a", new Decimal128(new BigDecimal("12345678901234567.89")))));
        Document stage = new Document("$project", new Document("r", Document.parse(expression)));
        try {
            assertThat(one(amounts.aggregate(List.of(stage))).get("r")).isInstanceOf(Decimal128.class);
        } catch (MongoException refused) {
            assertThat(refused.getCode()).isPositive();
        } finally {
            done(amounts.drop());
        }
    }
}
