package com.adgenius.host.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** What is asked of a database whose login is refused, over connections that are driver's objects by hand. */
class ReconnectingTest {

    private final RuntimeException refused =
            new MongoSecurityException(MongoCredential.createScramSha256Credential("u", "d", new char[0]), "refused");

    private final List<String> asked = new ArrayList<>();
    private final Queue<Publisher<Document>> answers = new ArrayDeque<>();
    private int connections;

    private final MongoDatabase database = Reconnecting.database(() -> {
        connections++;
        return driver(MongoDatabase.class, "connection " + connections);
    });

    /** An object that notes by which calls an answer was asked for, and answers with what is next. */
    private <T> T driver(Class<T> type, String path) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (method.getName().equals("subscribe")) {
                        asked.add(path);
                        Publisher<Document> answer = answers.remove();
                        return Publisher.class
                                .getMethod("subscribe", org.reactivestreams.Subscriber.class)
                                .invoke(answer, arguments);
                    }
                    String name = arguments == null ? method.getName() : method.getName() + " " + arguments[0];
                    return method.getReturnType() == String.class
                            ? path
                            : driver(method.getReturnType(), path + ", " + name);
                }));
    }

    private FindPublisher<Document> query() {
        MongoCollection<Document> things = database.getCollection("things");
        return things.find().limit(3);
    }

    @Test
    void aRefusedLoginIsFollowedByTheSameQuestionOverTheNextConnection() {
        answers.add(Mono.error(refused));
        answers.add(Mono.just(new Document("a", 1)));

        assertThat(Await.all(query())).containsExactly(new Document("a", 1));

        assertThat(asked)
                .containsExactly(
                        "connection 1, getCollection things, find, limit 3",
                        "connection 2, getCollection things, find, limit 3");
    }

    @Test
    void itIsAskedOnceMoreAndNotAgain() {
        answers.add(Mono.error(refused));
        answers.add(Mono.error(refused));

        assertThatThrownBy(() -> Await.first(query().first())).isSameAs(refused);

        assertThat(asked).hasSize(2);
    }

    @Test
    void whatWasSentIsNotSentAgain() {
        answers.add(Mono.error(new MongoException("the connection broke")));

        assertThatThrownBy(() -> Await.one(database.runCommand(new Document("ping", 1))))
                .hasMessageContaining("broke");

        assertThat(asked).hasSize(1);
    }

    @Test
    void answersThatAreNoQuestionsAreTheDriversOwn() {
        assertThat(database.getName()).isEqualTo("connection 1");
    }
}
