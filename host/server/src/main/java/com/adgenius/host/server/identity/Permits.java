package com.adgenius.host.server.identity;

import java.time.Duration;

/** Counts what may happen only so often. */
public interface Permits {

    /** Takes a permit; whether there was one among the count of the window. */
    boolean take(String key, int count, Duration window);

    /** Gives a permit back that was taken. */
    void giveBack(String key);
}
