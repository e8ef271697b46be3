package com.adgenius.host.runtime;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The bulkheads of one plugin, shared by all its versions: a swap does not double what may run in it. */
final class Bulkheads {

    private final ConcurrentMap<String, Bulkhead> byEntry = new ConcurrentHashMap<>();

    Bulkhead of(Entry entry) {
        Bulkhead bulkhead = byEntry.get(entry.name());
        return bulkhead == null ? byEntry.computeIfAbsent(entry.name(), name -> new Bulkhead(entry)) : bulkhead;
    }
}
