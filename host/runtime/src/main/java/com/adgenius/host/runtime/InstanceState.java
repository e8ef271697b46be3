package com.adgenius.host.runtime;

import java.util.Locale;
import java.util.Set;

/**
 * The life of an instance.
 *
 * <pre>
 *   LOADING ──► STARTING ──► PROBING ──► READY ──► SERVING ──► DRAINING
 *      │            │           │          │                    │    │
 *      │ refused    │ refused   │ refused  │ discarded     last │    │ the calls that are
 *      ▼            ▼           ▼          ▼              lease ▼    ▼ left never come back
 *      └────────────┴───────────┴──────────┴─────────► STOPPING ◄──► STUCK
 *                                                          │  a thread does not come back;
 *                                                          ▼  when it does, it goes on
 *                                        COLLECTED ◄─── CLOSED
 *                                            ▲             ▼
 *                                            └───────── LEAKED
 * </pre>
 */
public enum InstanceState {
    /** Its class loader exists; its classes are being loaded and its plugin object constructed. */
    LOADING,
    /** Its plugin starts, and its extensions are constructed. */
    STARTING,
    /** It is asked whether it can serve, and what its extensions are. */
    PROBING,
    /** It can serve; no route names it yet. */
    READY,
    /** A published route names it. */
    SERVING,
    /** No route names it any more; calls that began before go on. */
    DRAINING,
    /** No lease is left; its plugin stops and what it left behind is cleaned. */
    STOPPING,
    /** A thread did not come back from it, so its class loader stays open. */
    STUCK,
    /** Its class loader is closed and waits to be collected. */
    CLOSED,
    /** Its class loader was not collected in time: something holds it. */
    LEAKED,
    /** Its class loader was collected: nothing of it is left. */
    COLLECTED;

    /** The state in JSON, for instance {@code draining}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the life cycle leads from this state to that one. */
    boolean leadsTo(InstanceState next) {
        return switch (this) {
            case LOADING -> Set.of(STARTING, STOPPING).contains(next);
            case STARTING -> Set.of(PROBING, STOPPING).contains(next);
            case PROBING -> Set.of(READY, STOPPING).contains(next);
            case READY -> Set.of(SERVING, STOPPING).contains(next);
            case SERVING -> next == DRAINING;
            case DRAINING -> Set.of(STOPPING, STUCK).contains(next);
            case STOPPING -> Set.of(CLOSED, STUCK).contains(next);
            case STUCK -> next == STOPPING;
            case CLOSED -> Set.of(COLLECTED, LEAKED).contains(next);
            case LEAKED -> next == COLLECTED;
            case COLLECTED -> false;
        };
    }
}
