package com.adgenius.host.server.registration;

/** Ends what keeps a person signed in. */
@FunctionalInterface
public interface SessionsEnding {

    /** Ends all sessions of that user, on every device; called again where it failed, so it must be idempotent. */
    void endAll(String userId);
}
