package com.adgenius.host.server.scope;

import static java.util.Objects.requireNonNull;

/**
 * Who asks for a change, from where, and in which request.
 *
 * @param by who asks
 * @param address the caller's address
 * @param requestId names the request in logs and problems
 */
public record Asking(Principal by, String address, String requestId) {

    public Asking {
        requireNonNull(by, "by is null");
        requireNonNull(address, "address is null");
        requireNonNull(requestId, "requestId is null");
    }

    /** The role in the tenant in scope. */
    public Role role() {
        return by.membership().orElseThrow().role();
    }
}
