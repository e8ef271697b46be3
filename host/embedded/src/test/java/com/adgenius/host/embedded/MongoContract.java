package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.Answers.all;
import static com.adgenius.host.embedded.Answers.done;
import static com.adgenius.host.embedded.Answers.first;
import static com.adgenius.host.embedded.Answers.one;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import com.mongodb.reactivestreams.client.gridfs.GridFSBucket;
import com.mongodb.reactivestreams.client.gridfs.GridFSBuckets;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What the host asks of MongoDB: here of documents, databases and files. Whatever stands at the address has to pass. */
abstract class MongoContract implements MongoIndexContract {

    private MongoClient client;
    private MongoDatabase database;
    private MongoCollection<Document> things;

    abstract String address();

    @Override
    public MongoCollection<Document> things() {
        return things;
    }

    @BeforeEach
    void connect() {
        client = MongoClients.create(address());
        database = client.getDatabase("contract_" + UUID.randomUUID().toString().replace("-", ""))
                .withWriteConcern(WriteConcern.MAJORITY);
        things = database.getCollection("things");
    }

    @AfterEach
    void disconnect() {
        done(database.drop());
        client.close();
    }

    @Test
    void writesReadsReplacesAndDeletes() {
        done(things.insertOne(new Document("_id", "a").append("n", 1)));
        done(things.insertMany(List.of(new Document("_id", "b").append("n", 2), new Document("_id", "c"))));
        assertThat(one(things.find(eq("_id", "b")).first())).isEqualTo(new Document("_id", "b").append("n", 2));
        assertThat(one(things.replaceOne(eq("_id", "b"), new Document("m", 3))).getModifiedCount())
                .isEqualTo(1);
        assertThat(one(things.find(eq("_id", "b")))).isEqualTo(new Document("_id", "b").append("m", 3));
        assertThat(one(things.deleteOne(eq("_id", "a"))).getDeletedCount()).isEqualTo(1);
        assertThat(one(things.deleteMany(new Document())).getDeletedCount()).isEqualTo(2);
        assertThat(first(things.find())).isEmpty();
    }

    @Test
    void keepsDatabasesApart() {
        MongoDatabase longer = client.getDatabase(database.getName() + "2");
        done(things.insertOne(new Document("_id", 1)));
        done(longer.getCollection("things").insertOne(new Document("_id", 1).append("of", "longer")));
        assertThat(all(client.listDatabaseNames())).contains(database.getName(), longer.getName());

        done(database.drop());

        assertThat(first(things.find())).isEmpty();
        assertThat(one(longer.getCollection("things").find())).containsEntry("of", "longer");
        done(longer.drop());
        assertThat(all(client.listDatabaseNames())).doesNotContain(longer.getName());
    }

    @Test
    void keepsValuesOfEveryTypeTheHostUses() {
        Date now = new Date();
        Document document = new Document("_id", new ObjectId())
                .append("decimal", new Decimal128(new BigDecimal("12345678901234567890.1234567890")))
                .append("date", now)
                .append("binary", new Binary(new byte[] {0, -1, 5}))
                .append("long", Long.MAX_VALUE)
                .append("int", 7)
                .append("double", 0.1)
                .append("null", null)
                .append("yes", true)
                .append("list", List.of(1, "two", List.of(), new Document("three", 3)))
                .append("text", "Größe 東京 \uD83D\uDE00");
        done(things.insertOne(document));
        assertThat(one(things.find())).isEqualTo(document);
    }

    @Test
    void upsertsWithSetOnInsert() {
        UpdateOptions upsert = new UpdateOptions().upsert(true);
        UpdateResult inserted =
                one(things.updateOne(eq("_id", "a"), combine(set("n", 1), setOnInsert("created", "first")), upsert));
        UpdateResult updated =
                one(things.updateOne(eq("_id", "a"), combine(set("n", 2), setOnInsert("created", "second")), upsert));
        assertThat(inserted.getUpsertedId()).isEqualTo(new BsonString("a"));
        assertThat(updated.getUpsertedId()).isNull();
        assertThat(one(things.find()))
                .isEqualTo(new Document("_id", "a").append("n", 2).append("created", "first"));
        done(things.replaceOne(eq("_id", "b"), new Document("r", 1), new ReplaceOptions().upsert(true)));
        assertThat(one(things.find(eq("_id", "b")))).containsEntry("r", 1);
    }

    @Test
    void countsExactlyInDecimals() {
        done(things.insertOne(new Document("_id", 1).append("sum", decimal("0.10"))));
        for (int i = 0; i < 10; i++) {
            done(things.updateOne(eq("_id", 1), inc("sum", decimal("0.20"))));
        }
        assertThat(one(things.find()).get("sum", Decimal128.class).bigDecimalValue())
                .isEqualByComparingTo("2.10");
    }

    @Test
    void changesArrays() {
        done(things.insertOne(new Document("_id", 1)
                .append("tags", List.of("a", "b", "c"))
                .append("parts", List.of(part(1, "new"), part(2, "new"), part(3, "old")))));
        done(things.updateOne(eq("_id", 1), combine(push("tags", "d"), set("x", 1))));
        done(things.updateOne(eq("_id", 1), pull("tags", "b")));
        done(things.updateOne(eq("_id", 1), addToSet("tags", "a")));
        done(things.updateOne(
                eq("_id", 1),
                set("parts.$[new].state", "done"),
                new UpdateOptions().arrayFilters(List.of(eq("new.state", "new")))));
        done(things.updateOne(and(eq("_id", 1), eq("parts.id", 3)), set("parts.$.state", "seen")));
        done(things.updateOne(eq("_id", 1), unset("x")));
        assertThat(one(things.find()))
                .isEqualTo(new Document("_id", 1)
                        .append("tags", List.of("a", "c", "d"))
                        .append("parts", List.of(part(1, "done"), part(2, "done"), part(3, "seen"))));
        done(things.updateOne(eq("_id", 1), pushEach("tags", List.of("e", "f"), new PushOptions().slice(-2))));
        assertThat(one(things.find(elemMatch("parts", and(eq("id", 2), eq("state", "done"))))))
                .containsEntry("tags", List.of("e", "f"));
    }

    @Test
    void comparesAndSetsARevision() {
        done(things.insertOne(new Document("_id", "d").append("revision", 1)));
        FindOneAndUpdateOptions after = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        assertThat(one(things.findOneAndUpdate(and(eq("_id", "d"), eq("revision", 1)), set("revision", 2), after)))
                .containsEntry("revision", 2);
        assertThat(first(things.findOneAndUpdate(and(eq("_id", "d"), eq("revision", 1)), set("revision", 3), after)))
                .isEmpty();
        assertThat(one(things.findOneAndUpdate(
                        eq("_id", "e"),
                        set("revision", 1),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER))))
                .containsEntry("revision", 1);
        assertThat(first(things.findOneAndUpdate(
                        eq("_id", "none"),
                        set("revision", 1),
                        new FindOneAndUpdateOptions().projection(Projections.include("revision")))))
                .isEmpty();
        assertThat(one(things.findOneAndDelete(eq("_id", "e")))).containsEntry("revision", 1);
    }

    @Test
    void claimsTheOldestOfWhatIsFree() {
        IntStream.rangeClosed(1, 5)
                .forEach(i -> done(things.insertOne(
                        new Document("_id", i).append("state", "queued").append("created", 10 - i))));
        Document claimed = one(things.findOneAndUpdate(
                or(eq("state", "queued"), and(eq("state", "running"), lt("until", 0))),
                combine(set("state", "running"), set("until", 100)),
                new FindOneAndUpdateOptions().sort(Sorts.ascending("created")).returnDocument(ReturnDocument.AFTER)));
        assertThat(claimed).containsEntry("_id", 5).containsEntry("state", "running");
    }

    @Test
    void losesNoIncrementUnderConcurrentCompareAndSet() throws Exception {
        done(things.insertOne(new Document("_id", "c").append("n", 0)));
        Race.run(8, () -> {
            int won = 0;
            while (won < 50) {
                int n = one(things.find(eq("_id", "c"))).getInteger("n");
                won += first(things.findOneAndUpdate(and(eq("_id", "c"), eq("n", n)), set("n", n + 1)))
                                .isPresent()
                        ? 1
                        : 0;
            }
            return won;
        });
        assertThat(one(things.find())).containsEntry("n", 8 * 50);
        Race.run(8, () -> {
            for (int i = 0; i < 50; i++) {
                done(things.updateOne(eq("_id", "c"), inc("n", 1)));
            }
            return 0;
        });
        assertThat(one(things.find())).containsEntry("n", 2 * 8 * 50);
    }

    @Test
    void letsExactlyOneUpsertInsert() throws Exception {
        for (int round = 0; round < 25; round++) {
            String id = "u" + round;
            List<Boolean> inserted = Race.run(4, () -> {
                UpdateResult result =
                        one(things.updateOne(eq("_id", id), inc("n", 1), new UpdateOptions().upsert(true)));
                return result.getUpsertedId() != null;
            });
            assertThat(inserted).containsOnlyOnce(true);
            assertThat(one(things.find(eq("_id", id)))).containsEntry("n", 4);
        }
    }

    @Test
    void sortsSkipsAndLimits() {
        List<Document> documents = IntStream.range(0, 250)
                .mapToObj(i -> new Document("_id", i).append("rank", i % 10))
                .toList();
        done(things.insertMany(documents));
        assertThat(all(things.find(gte("rank", 5))
                        .sort(Sorts.orderBy(Sorts.descending("rank"), Sorts.ascending("_id")))
                        .skip(3)
                        .limit(2)
                        .projection(Projections.include("_id"))))
                .containsExactly(new Document("_id", 39), new Document("_id", 49));
        assertThat(all(things.find().sort(Sorts.ascending("_id")).batchSize(20)))
                .isEqualTo(documents);
        assertThat(all(things.find().sort(Sorts.ascending("_id")))).isEqualTo(documents);
        assertThat(one(things.countDocuments(eq("rank", 3)))).isEqualTo(25);
        assertThat(one(things.estimatedDocumentCount())).isEqualTo(250);
        assertThat(all(things.distinct("rank", Integer.class))).hasSize(10);
    }

    @Test
    void groupsWhatMatches() {
        done(things.insertMany(List.of(
                new Document("kind", "text").append("cost", decimal("0.1")).append("at", new Date(1)),
                new Document("kind", "text").append("cost", decimal("0.2")).append("at", new Date(2)),
                new Document("kind", "image").append("cost", decimal("5")).append("at", new Date(3)),
                new Document("kind", "video").append("cost", decimal("9")).append("at", new Date(4)))));
        List<Document> groups = all(things.aggregate(List.of(
                match(lt("at", new Date(4))),
                group("$kind", Accumulators.sum("sum", "$cost"), Accumulators.sum("count", 1)),
                sort(Sorts.ascending("_id")))));
        assertThat(groups)
                .extracting(g -> g.get("_id") + " "
                        + g.get("sum", Decimal128.class).bigDecimalValue().stripTrailingZeros() + " " + g.get("count"))
                .containsExactly("image 5 1", "text 0.3 2");
    }

    @Test
    void stopsOrderedBulksAtTheFirstErrorAndFinishesUnorderedOnes() {
        done(things.createIndex(Indexes.ascending("k"), new IndexOptions().unique(true)));
        done(things.insertMany(List.of(new Document("_id", 1).append("k", 1), new Document("_id", 2).append("k", 2))));
        var updates = List.of(
                new UpdateOneModel<Document>(eq("_id", 1), set("k", 2)),
                new UpdateOneModel<Document>(eq("_id", 1), set("k", 3)));
        var inserts = List.of(
                new InsertOneModel<>(new Document("_id", 8).append("k", 8)),
                new InsertOneModel<>(new Document("_id", 8).append("k", 9)),
                new InsertOneModel<>(new Document("_id", 9).append("k", 9)));

        assertThatThrownBy(() -> done(things.bulkWrite(updates))).isInstanceOf(MongoBulkWriteException.class);
        assertThat(one(things.find(eq("_id", 1)))).containsEntry("k", 1);
        assertThatThrownBy(() -> done(things.bulkWrite(inserts)))
                .isInstanceOfSatisfying(
                        MongoBulkWriteException.class,
                        e -> assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(1));
        assertThat(first(things.find(eq("_id", 9)))).isEmpty();
        done(things.deleteOne(eq("_id", 8)));

        BulkWriteOptions unordered = new BulkWriteOptions().ordered(false);
        assertThatThrownBy(() -> done(things.bulkWrite(updates, unordered)))
                .isInstanceOf(MongoBulkWriteException.class);
        assertThat(one(things.find(eq("_id", 1)))).containsEntry("k", 3);
        assertThatThrownBy(() -> done(things.bulkWrite(inserts, unordered)))
                .isInstanceOfSatisfying(
                        MongoBulkWriteException.class,
                        e -> assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(2));
    }

    @Test
    void tellsItsCollectionsAndIndexes() {
        done(database.createCollection("empty"));
        done(things.createIndex(
                Indexes.ascending("k"), new IndexOptions().unique(true).name("by_k")));
        done(things.createIndex(
                Indexes.ascending("k"), new IndexOptions().unique(true).name("by_k")));
        assertThat(all(database.listCollectionNames())).containsExactlyInAnyOrder("empty", "things");
        assertThat(all(things.listIndexes()))
                .extracting(i -> i.getString("name"))
                .contains("_id_", "by_k");
        done(things.drop());
        done(things.drop());
        assertThat(all(database.listCollectionNames())).containsExactly("empty");
        done(things.insertMany(List.of(new Document("k", 1), new Document("k", 1))));
    }

    @Test
    void storesFilesOfFiveMegabytes() {
        byte[] bytes = new byte[5_000_000];
        new Random(1).nextBytes(bytes);
        GridFSBucket bucket = GridFSBuckets.create(database, "media");
        ObjectId id = one(bucket.uploadFromPublisher("ad.mp4", Flux.just(ByteBuffer.wrap(bytes))));
        one(bucket.uploadFromPublisher("other.mp4", Flux.just(ByteBuffer.wrap(new byte[300_000]))));
        ByteBuffer read = ByteBuffer.allocate(bytes.length);
        all(bucket.downloadToPublisher(id)).forEach(read::put);
        assertThat(read.array()).isEqualTo(bytes);
        assertThat(one(bucket.find(eq("filename", "ad.mp4"))).getLength()).isEqualTo(bytes.length);
        done(bucket.delete(id));
        assertThat(one(database.getCollection("media.chunks").countDocuments())).isEqualTo(2);
        assertThatThrownBy(() -> all(bucket.downloadToPublisher(id))).hasMessageContaining("ile not found");
    }

    @Test
    void handsOutMoreThanOneMessageHolds() {
        byte[] megabytes = new byte[6_000_000];
        for (int i = 0; i < 10; i++) {
            done(things.insertOne(new Document("_id", i).append("data", megabytes)));
        }
        assertThat(all(things.find())).hasSize(10);
        assertThat(one(things.find().first())).containsKey("data");
    }

    private static Document part(int id, String state) {
        return new Document("id", id).append("state", state);
    }

    private static Decimal128 decimal(String text) {
        return new Decimal128(new BigDecimal(text));
    }
}
