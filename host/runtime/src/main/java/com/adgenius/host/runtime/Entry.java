package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * A way into a plugin, with its limits. The constants hold the defaults; {@link RuntimeConfiguration} replaces any of them
 * by name, and callers may make entries of their own.
 *
 * @param name names the entry in counters, messages and the configuration
 * @param execution on which thread the call runs
 * @param deadline how long a call may take; then it is interrupted and has failed
 * @param idleLimit how long a streaming call may write nothing; empty for no such limit
 * @param concurrency how many calls of the entry may run in one plugin at once
 * @param waiting how many more may wait for their turn
 * @param patience how long one of those waits
 */
public record Entry(
        String name,
        Execution execution,
        Duration deadline,
        Optional<Duration> idleLimit,
        int concurrency,
        int waiting,
        Duration patience) {

    /** {@link ArtifactSource#fetch}, and the copy and inspection of the jar. */
    public static final Entry FETCH = lifecycle("fetch", Duration.ofMinutes(2));
    /** Static initialisers and constructors. */
    public static final Entry CONSTRUCT = lifecycle("construct", Duration.ofSeconds(10));
    /** {@code Plugin.start}. */
    public static final Entry START = lifecycle("start", Duration.ofSeconds(10));
    /** {@code Plugin.probe}. */
    public static final Entry PROBE = lifecycle("probe", Duration.ofSeconds(10));
    /** The {@link ActivationCheck}. */
    public static final Entry METADATA = lifecycle("metadata", Duration.ofSeconds(10));
    /** {@code Plugin.stop}. */
    public static final Entry STOP = lifecycle("stop", Duration.ofSeconds(10));
    /** Cleaning up after a plugin, and closing its class loader. */
    public static final Entry CLOSE = lifecycle("close", Duration.ofSeconds(10));

    /** A generator that writes text. */
    public static final Entry GENERATE_TEXT = detached("generate_text", Duration.ofMinutes(2));
    /** A generator that makes pictures. */
    public static final Entry GENERATE_IMAGE = detached("generate_image", Duration.ofMinutes(5));
    /** A generator that makes videos. */
    public static final Entry GENERATE_VIDEO = detached("generate_video", Duration.ofMinutes(30));
    /** A language model. */
    public static final Entry MODEL_TEXT = detached("model_text", Duration.ofMinutes(2));
    /** A language model that answers piece by piece. */
    public static final Entry MODEL_TEXT_STREAM =
            detached("model_text_stream", Duration.ofMinutes(2)).withIdleLimit(Duration.ofSeconds(30));
    /** A model that makes pictures. */
    public static final Entry MODEL_IMAGE = detached("model_image", Duration.ofMinutes(5));
    /** One of start, poll and cancel of a model that makes videos. */
    public static final Entry MODEL_VIDEO = detached("model_video", Duration.ofMinutes(2));
    /** A model that embeds. */
    public static final Entry EMBED = detached("embed", Duration.ofMinutes(2));
    /** A listener to events. */
    public static final Entry EVENT = detached("event", Duration.ofSeconds(30));
    /** Reserve, commit or refund. */
    public static final Entry METERING = detached("metering", Duration.ofSeconds(10));
    /** A question that an extension answers at once. */
    public static final Entry QUERY = new Entry(
            "query", Execution.CALLER, Duration.ofSeconds(2), Optional.empty(), 256, 1024, Duration.ofSeconds(1));

    public Entry {
        requireNonNull(name, "name is null");
        requireNonNull(execution, "execution is null");
        requireNonNull(idleLimit, "idleLimit is null");
        requirePositive(deadline, "deadline");
        idleLimit.ifPresent(limit -> requirePositive(limit, "idleLimit"));
        requireNonNull(patience, "patience is null");
        if (concurrency < 1 || waiting < 0 || patience.isNegative()) {
            throw new IllegalArgumentException("Entry " + name + ": concurrency " + concurrency
                    + " is below 1, or waiting " + waiting + " or patience " + patience + " below 0");
        }
    }

    /** An entry on a thread of its own: 64 calls at once in one plugin, 256 more wait up to 5 seconds. */
    public static Entry detached(String name, Duration deadline) {
        return new Entry(name, Execution.DETACHED, deadline, Optional.empty(), 64, 256, Duration.ofSeconds(5));
    }

    private static Entry lifecycle(String name, Duration deadline) {
        return new Entry(name, Execution.DETACHED, deadline, Optional.empty(), 1, 0, Duration.ZERO);
    }

    /** This entry with another deadline. */
    public Entry withDeadline(Duration limit) {
        return new Entry(name, execution, limit, idleLimit, concurrency, waiting, patience);
    }

    /** This entry with another limit of idleness. */
    public Entry withIdleLimit(Duration limit) {
        return new Entry(name, execution, deadline, Optional.of(limit), concurrency, waiting, patience);
    }

    /** This entry with another bulkhead. */
    public Entry withBulkhead(int running, int queued, Duration wait) {
        return new Entry(name, execution, deadline, idleLimit, running, queued, wait);
    }

    private static void requirePositive(Duration limit, String name) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException(name + " " + limit + " is not positive");
        }
    }

    /** On which thread a call runs. */
    public enum Execution {
        /**
         * On a platform thread of its own. A call that ignores its interruption costs that thread; the caller goes on.
         */
        DETACHED,
        /**
         * On the caller's thread, which saves starting one. A call that ignores its interruption keeps the
         * caller: for questions answered at once, and for plugins that are trusted.
         */
        CALLER
    }
}
