package com.adgenius.host.server.bus;

import java.time.Duration;

/** What a queue is to do with a message that was handled, or not. */
sealed interface Ending {

    /** Forget it. */
    record Acknowledged() implements Ending {}

    /** Deliver it again after a pause, with that count of failures. */
    record Again(Duration pause, int tries) implements Ending {}

    /** Give it up. */
    record Dead(DeadLetters.Cause cause) implements Ending {}
}
