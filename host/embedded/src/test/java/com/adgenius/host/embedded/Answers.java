package com.adgenius.host.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Waits for what a reactive driver answers, with a deadline. */
final class Answers {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Answers() {}

    static <T> List<T> all(Publisher<T> publisher) {
        return Flux.from(publisher).collectList().blockOptional(DEADLINE).orElseThrow();
    }

    static <T> Optional<T> first(Publisher<T> publisher) {
        return all(publisher).stream().findFirst();
    }

    static <T> T one(Publisher<T> publisher) {
        return first(publisher).orElseThrow();
    }

    static void done(Publisher<?> publisher) {
        all(publisher);
    }
}
