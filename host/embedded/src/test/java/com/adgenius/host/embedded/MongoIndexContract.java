package com.adgenius.host.embedded;

import static com.adgenius.host.embedded.Answers.all;
import static com.adgenius.host.embedded.Answers.done;
import static com.adgenius.host.embedded.Answers.one;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What the host asks of MongoDB's indexes: unique keys hold under races, and an index changes no answer. */
interface MongoIndexContract {

    /** An empty collection of the test's own. */
    MongoCollection<Document> things();

    @Test
    default void letsExactlyOneWinAUniqueKey() throws Exception {
        done(things().createIndex(Indexes.ascending("key"), new IndexOptions().unique(true)));
        for (int round = 0; round < 50; round++) {
            int key = round;
            List<Boolean> won = Race.run(4, () -> inserted(new Document("key", key)));
            assertThat(won).as("round %s", round).containsOnlyOnce(true);
        }
        assertThat(one(things().countDocuments())).isEqualTo(50);
    }

    @Test
    default void refusesADuplicateKeyAndKeepsTheFirst() {
        done(things().createIndex(Indexes.ascending("a", "b"), new IndexOptions().unique(true)));
        done(things().insertOne(new Document("_id", 1).append("a", 1).append("b", 1)));
        done(things().insertOne(new Document("_id", 2).append("a", 1).append("b", 2)));
        assertThatThrownBy(() -> done(
                        things().insertOne(new Document("_id", 3).append("a", 1).append("b", 1))))
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        e -> assertThat(e.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY));
        assertThatThrownBy(() -> done(things().updateOne(eq("_id", 2), set("b", 1))))
                .isInstanceOfSatisfying(
                        MongoWriteException.class,
                        e -> assertThat(e.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY));
        assertThatThrownBy(() -> done(things().insertOne(new Document("_id", 1))))
                .isInstanceOf(MongoWriteException.class);
        assertThat(all(things().find().sort(Sorts.ascending("_id"))))
                .extracting(document -> document.getInteger("b"))
                .containsExactly(1, 2);
        done(things().deleteOne(eq("_id", 1)));
        done(things().updateOne(eq("_id", 2), set("b", 1)));
        done(things().insertOne(new Document("_id", 4).append("a", 1).append("b", 2)));
    }

    @Test
    default void letsASparseUniqueKeyBeAbsentOften() {
        done(things().createIndex(
                        Indexes.ascending("domain"),
                        new IndexOptions().unique(true).sparse(true)));
        done(things().insertMany(List.of(new Document(), new Document(), new Document("domain", "x"))));
        assertThat(inserted(new Document("domain", "x"))).isFalse();
        assertThat(one(things().countDocuments(exists("domain", false)))).isEqualTo(2);
    }

    @Test
    default void refusesAUniqueIndexOverDuplicatesAgainAndAgain() {
        done(things().insertMany(List.of(new Document("k", 1), new Document("k", 2), new Document("k", 1))));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(
                            () -> done(things().createIndex(Indexes.ascending("k"), new IndexOptions().unique(true))))
                    .hasMessageContaining("uplicate key");
        }
        done(things().deleteOne(eq("k", 1)));
        done(things().createIndex(Indexes.ascending("k"), new IndexOptions().unique(true)));
        assertThat(inserted(new Document("k", 2))).isFalse();
    }

    @Test
    default void findsTheSameWithAnIndexAsWithout() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            Document document = new Document("_id", i);
            switch (random.nextInt(5)) {
                case 0 -> document.append("s", "x" + random.nextInt(3));
                case 1 -> document.append("s", Arrays.asList("x0", "x" + random.nextInt(3), null));
                case 2 -> document.append("s", List.of()).append("n", random.nextInt(3));
                case 3 -> document.append("n", random.nextInt(3) * 1.0);
                default -> document.append("s", null).append("n", (long) random.nextInt(3));
            }
            document.append("p", List.of(new Document("q", random.nextInt(3)), new Document("q", List.of(7))));
            done(things().insertOne(document));
        }
        List<Document> before = answers();
        done(things().createIndex(Indexes.ascending("s", "n")));
        done(things().createIndex(Indexes.descending("n")));
        done(things().createIndex(Indexes.ascending("p.q")));
        assertThat(answers()).isEqualTo(before);

        done(things().updateMany(eq("s", "x1"), set("s", "x2")));
        done(things().deleteMany(eq("n", 2)));
        List<Document> scanned =
                all(things().find(and(ne("_id", -1), in("s", "x2"))).sort(Sorts.ascending("_id")));
        assertThat(all(things().find(eq("s", "x2")).sort(Sorts.ascending("_id"))))
                .isEqualTo(scanned)
                .isNotEmpty();
        assertThat(all(things().find(eq("s", "x1")))).isEmpty();
        assertThat(all(things().find(eq("n", 2)))).isEmpty();
    }

    private List<Document> answers() {
        List<Document> answers = new ArrayList<>();
        for (Object s : Arrays.asList("x0", "x1", "x2", null, List.of(), List.of("x0", "x1"))) {
            for (Object n : Arrays.asList(0, 1L, 2.0, null)) {
                answers.addAll(all(things().find(and(eq("s", s), eq("n", n))).sort(Sorts.ascending("_id"))));
                answers.addAll(all(things().find(eq("n", n)).sort(Sorts.ascending("_id"))));
            }
            answers.addAll(all(things().find(eq("s", s)).sort(Sorts.ascending("_id"))));
        }
        answers.addAll(all(things().find(eq("p.q", 1)).sort(Sorts.ascending("_id"))));
        answers.addAll(all(things().find(eq("p.q", 7)).sort(Sorts.ascending("_id"))));
        return answers;
    }

    private boolean inserted(Document document) {
        try {
            done(things().insertOne(document));
            return true;
        } catch (MongoWriteException e) {
            assertThat(e.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
            return false;
        }
    }
}
