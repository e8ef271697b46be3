package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

/**
 * What a queue gave: a message as text, and what happened to it so far.
 *
 * @param body the message as JSON
 * @param tries how often it failed
 * @param returns how often it came back because its node died or stopped
 * @param replayed whether an administrator sent it again
 */
record Incoming(String body, int tries, int returns, boolean replayed) {

    Incoming {
        requireNonNull(body, "body is null");
    }
}
