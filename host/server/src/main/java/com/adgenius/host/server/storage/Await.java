package com.adgenius.host.server.storage;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Waits on a virtual thread for what a reactive driver publishes, with a limit. Where a tenant's login was refused, because
 * the password was changed meanwhile, it asks once more: nothing was sent yet.
 */
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
        return answer(publisher, asked -> Mono.from(asked).blockOptional(LIMIT));
    }

    /** The one item. */
    public static <T> T one(Publisher<T> publisher) {
        return first(publisher).orElseThrow(() -> new IllegalStateException("The database answered nothing"));
    }

    /**
     * The one item, also where the thread is interrupted meanwhile, which it still is after: for what must not be left half
     * done.
     */
    public static <T> T uninterrupted(Publisher<T> publisher) {
        return answer(publisher, Await::joined)
                .orElseThrow(() -> new IllegalStateException("The database answered nothing"));
    }

    private static <T> Optional<T> joined(Publisher<T> publisher) {
        try {
            return Optional.ofNullable(Mono.from(publisher)
                    .toFuture()
                    .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("The database did not answer within " + LIMIT, e);
        }
    }

    /** Waits for the end. */
    public static void done(Publisher<?> publisher) {
        answer(publisher, asked -> Flux.from(asked).then().blockOptional(LIMIT));
    }

    /** All items; the query must have a limit of its own. */
    public static <T> List<T> all(Publisher<T> publisher) {
        return answer(publisher, asked -> Flux.from(asked).collectList().blockOptional(LIMIT))
                .orElse(List.of());
    }

    /** Asks once more where no connection could be logged in; others that wait for one hear that the pool was cleared. */
    @SuppressWarnings("unchecked")
    private static <P extends Publisher<?>, A> A answer(P publisher, Function<P, A> wait) {
        try {
            return wait.apply(publisher);
        } catch (MongoSecurityException | MongoConnectionPoolClearedException refused) {
            if (publisher instanceof Reconnecting.Repeatable repeatable) {
                return wait.apply((P) repeatable.again());
            }
            throw refused;
        }
    }
}
