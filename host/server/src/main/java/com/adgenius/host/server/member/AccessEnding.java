package com.adgenius.host.server.member;

/** Ends what a member has begun in a tenant. Called again where it failed, so it must be idempotent. */
@FunctionalInterface
public interface AccessEnding {

    /**
     * Ends it, on every node.
     *
     * @param left whether the member may do nothing there any more, rather than something else
     */
    void end(String userId, String tenant, boolean left);
}
