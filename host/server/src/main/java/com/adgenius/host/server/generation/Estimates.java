package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.creative.Estimate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Says how long it is until a creative is ready. While it waits: until a worker is free for it, each job before it taken to
 * last as long as its own, and then its own work. While it is worked on: what was left for those that had taken as long.
 */
final class Estimates {

    private static final double P50 = 0.5;
    private static final double P90 = 0.9;

    private final Durations durations;
    private final WaitingLines lines;
    private final WorkerNodes workers;
    private final Clock clock;

    Estimates(Durations durations, WaitingLines lines, WorkerNodes workers, Clock clock) {
        this.durations = requireNonNull(durations, "durations is null");
        this.lines = requireNonNull(lines, "lines is null");
        this.workers = requireNonNull(workers, "workers is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** For a creative of the tenant in scope; one that has ended is taken as one that is asked for now. */
    Estimate of(Creative creative) {
        return creative.status() == CreativeStatus.RUNNING
                ? running(creative, creative.times().startedAt().orElseGet(clock::instant))
                : waiting(creative);
    }

    /** For a creative whose worker begins now. */
    Estimate begun(Creative creative) {
        return running(creative, clock.instant());
    }

    private Estimate running(Creative creative, Instant since) {
        Durations.History history = durations.of(creative.generator(), creative.kind());
        long elapsed = Duration.between(since, clock.instant()).toMillis();
        return new Estimate(
                OptionalInt.empty(),
                history.left(P50, elapsed),
                history.left(P90, elapsed),
                history.basis(),
                history.sorted().size());
    }

    private Estimate waiting(Creative creative) {
        Durations.History history = durations.of(creative.generator(), creative.kind());
        WaitingLines.Ahead ahead = lines.ahead(creative.kind(), creative.id());
        return new Estimate(
                OptionalInt.of(ahead.waiting()),
                seconds(history, P50, creative, ahead),
                seconds(history, P90, creative, ahead),
                history.basis(),
                history.sorted().size());
    }

    private Optional<Double> seconds(
            Durations.History history, double share, Creative creative, WaitingLines.Ahead ahead) {
        int all = workers.total(creative.kind());
        if (all == 0) {
            return Optional.empty();
        }
        int free = Math.max(0, all - ahead.running());
        int ends = Math.max(0, ahead.waiting() + 1 - free);
        // With all of them busy, one ends each so many seconds: a job's length, divided by the workers.
        return history.seconds(share).map(own -> rounded(own + own * ends / all));
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
