package com.adgenius.host.server.webhook.sending;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What became of one try.
 *
 * @param status the answer's; none where there was no answer
 * @param body the beginning of the answer's body, at most 1,024 bytes of it
 * @param error why there was no answer; empty where there was one
 * @param took how long it took
 */
public record Outcome(OptionalInt status, String body, String error, Duration took) {

    private static final int GONE = 410;

    public Outcome {
        requireNonNull(status, "status is null");
        requireNonNull(body, "body is null");
        requireNonNull(error, "error is null");
        requireNonNull(took, "took is null");
    }

    static Outcome unanswered(String error, Duration took) {
        return new Outcome(OptionalInt.empty(), "", error, took);
    }

    /** Nothing was sent, for that reason. */
    public static Outcome unsent(String error) {
        return unanswered(error, Duration.ZERO);
    }

    /** Whether the receiver has the message. */
    public boolean delivered() {
        return status.isPresent() && status.getAsInt() / 100 == 2;
    }

    /** Whether the receiver wants no more messages. */
    public boolean gone() {
        return status.isPresent() && status.getAsInt() == GONE;
    }
}
