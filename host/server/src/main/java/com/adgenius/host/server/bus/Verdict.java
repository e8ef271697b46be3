package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

/** What became of a delivery. */
public sealed interface Verdict {

    /** It is handled; what came of it is durable. */
    record Done() implements Verdict {}

    /** It cannot be handled yet; it comes again after the shortest pause, and did not fail. */
    record Later() implements Verdict {}

    /**
     * It never can be handled; it becomes a dead letter.
     *
     * @param code why, for programs
     * @param detail why, for people
     */
    record Dead(String code, String detail) implements Verdict {

        public Dead {
            requireNonNull(code, "code is null");
            requireNonNull(detail, "detail is null");
        }
    }

    /** It is handled. */
    static Verdict done() {
        return new Done();
    }

    /** It is to come again. */
    static Verdict later() {
        return new Later();
    }

    /** It never can be handled. */
    static Verdict dead(String code, String detail) {
        return new Dead(code, detail);
    }
}
