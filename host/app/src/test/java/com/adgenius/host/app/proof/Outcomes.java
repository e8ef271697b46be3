package com.adgenius.host.app.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** What was asked while Redis came and went, what was answered, and which of it breaks a promise of the README. */
final class Outcomes {

    /**
     * One request and its answer.
     *
     * @param request for instance {@code GET /tenant/brand}
     * @param sent by {@link System#nanoTime}
     * @param answered by the same clock
     * @param status the answer's; 0 where none came
     * @param meaning what the answer must agree with
     */
    record Outcome(String request, long sent, long answered, int status, Meaning meaning) {

        boolean degraded() {
            return meaning instanceof Degraded;
        }
    }

    /** What an answer says besides its status. */
    sealed interface Meaning {}

    /** Nothing that could be wrong. */
    record Plain() implements Meaning {}

    /** Less than usual, in a way that is documented for the time when Redis is away. */
    record Degraded() implements Meaning {}

    /** How new what was written or read is; it never grows older again. */
    record Revision(String of, long number) implements Meaning {}

    /** The request was one of a session that had been ended before. */
    record AfterTheEnd() implements Meaning {}

    /** It contradicts what the same client had set. */
    record Wrong(String why) implements Meaning {}

    /** A time without Redis, from before it was asked to stop until after it answered again. */
    record Outage(long since, long until) {}

    /** How long the documented degradation goes on when Redis is back. */
    private static final Duration RECOVERY = Duration.ofSeconds(3);

    /** For a question to Redis that was under way when it came back. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(1);

    private static final int NOT_AUTHENTICATED = 401;

    private final Collection<Outcome> all = new ConcurrentLinkedQueue<>();

    void add(Outcome outcome) {
        all.add(outcome);
    }

    List<Outcome> all() {
        return List.copyOf(all);
    }

    long count(Predicate<Outcome> which) {
        return all.stream().filter(which).count();
    }

    /** Every broken promise, in words. */
    List<String> faults(List<Outage> outages) {
        List<String> faults = new ArrayList<>();
        for (Outcome outcome : all()) {
            fault(outcome, outages).ifPresent(fault -> faults.add(outcome.request() + " " + fault));
        }
        return faults;
    }

    private Optional<String> fault(Outcome outcome, List<Outage> outages) {
        return switch (outcome.meaning()) {
            case Degraded _ ->
                outages.stream().anyMatch(outage -> during(outcome, outage))
                        ? Optional.empty()
                        : Optional.of("was degraded though Redis was there");
            case AfterTheEnd _ ->
                outcome.status() == NOT_AUTHENTICATED
                        ? Optional.empty()
                        : Optional.of("of a session that was ended answered " + outcome.status());
            case Wrong wrong -> Optional.of(wrong.why());
            case Plain _ -> failed(outcome);
            case Revision revision -> failed(outcome).or(() -> older(outcome, revision));
        };
    }

    private static boolean during(Outcome outcome, Outage outage) {
        return outcome.answered() - outage.since() >= 0
                && outcome.sent() - outage.until() <= RECOVERY.plus(UNDER_WAY).toNanos();
    }

    private static Optional<String> failed(Outcome outcome) {
        return outcome.status() / 100 == 2 ? Optional.empty() : Optional.of("answered " + outcome.status());
    }

    private Optional<String> older(Outcome outcome, Revision revision) {
        long known = 0;
        for (Outcome earlier : all) {
            if (earlier.answered() - outcome.sent() < 0
                    && earlier.meaning() instanceof Revision of
                    && of.of().equals(revision.of())) {
                known = Math.max(known, of.number());
            }
        }
        return revision.number() >= known
                ? Optional.empty()
                : Optional.of("told of revision " + revision.number() + " after " + known);
    }
}
