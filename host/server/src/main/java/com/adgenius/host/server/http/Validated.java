package com.adgenius.host.server.http;

/** A body that can say what is wrong with it. The registry asks before the handler is called. */
public interface Validated {

    /** Notes all that is wrong. */
    void validate(Violations violations);
}
