package com.adgenius.host.server.campaign;

import java.time.Duration;
import java.time.Instant;

/** How long what was removed can be brought back. */
public final class Undo {

    /** For so long it is listed as deleted and can be restored. */
    public static final Duration WINDOW = Duration.ofDays(30);

    /** Nodes' clocks differ; nothing goes while another node may still bring it back. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private Undo() {}

    /** What was removed after this can be restored. */
    public static Instant since(Instant now) {
        return now.minus(WINDOW);
    }

    /** Until when what was removed then can be restored. */
    public static Instant until(Instant deletedAt) {
        return deletedAt.plus(WINDOW);
    }

    /** What was removed before this goes for good. */
    public static Instant over(Instant now) {
        return now.minus(WINDOW).minus(MARGIN);
    }
}
