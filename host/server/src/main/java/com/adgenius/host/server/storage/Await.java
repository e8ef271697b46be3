package com.adgenius.host.server.storage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Waits on a virtual thread for what a reactive driver publishes, with a limit. */
public final class Await {

    /** How long one answer of the database may take. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private Await() {}

    /**
     * The first item, if there is one.
     *
     * @throws com.mongodb.MongoException what the server said
     * @throws IllegalStateException after {@link #LIMIT}
     */
    public static <T> Optional<T> first(Publisher<T> publisher) {
        return Mono.from(publisher).blockOptional(LIMIT);
    }

    /** The one item. */
    public static <T> T one(Publisher<T> publisher) {
        return first(publisher).orElseThrow(() -> new IllegalStateException("The database answered nothing"));
    }

    /** Waits for the end. */
    public static void done(Publisher<?> publisher) {
        Flux.from(publisher).then().block(LIMIT);
    }

    /** All items; the query must have a limit of its own. */
    public static <T> List<T> all(Publisher<T> publisher) {
        return Flux.from(publisher).collectList().blockOptional(LIMIT).orElse(List.of());
    }
}
