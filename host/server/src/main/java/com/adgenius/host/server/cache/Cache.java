package com.adgenius.host.server.cache;

import java.util.function.Supplier;

/**
 * Remembers values for the tenant in scope, each at most for its group's time. What was found out before an
 * {@link #invalidate} of this node is never answered after it, and of another node's only while Redis is out of reach for
 * one of the two, at most for the group's time.
 */
public interface Cache {

    /**
     * The value for the key; found out where it is not known. Of callers who ask at once on this node one finds out, and
     * the others wait for it.
     *
     * @param key from a set whose size the tenant cannot choose, for instance the id of something that exists
     * @param load finds the value out, in the caller's scope; what it throws is the caller's
     */
    <T> T get(CacheGroup<T> group, String key, Supplier<T> load);

    /** Forgets every value of the group for the tenant in scope, on every node. Takes a quarter of a second at most. */
    void invalidate(CacheGroup<?> group);
}
