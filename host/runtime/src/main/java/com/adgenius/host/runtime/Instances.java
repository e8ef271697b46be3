package com.adgenius.host.runtime;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Every instance that is not collected yet, in the order they were loaded. */
final class Instances {

    private final ConcurrentSkipListMap<Long, Instance> byNumber = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<String, Bulkheads> bulkheads = new ConcurrentHashMap<>();
    private final InstanceCounts counts = new InstanceCounts();
    private final AtomicLong sequence = new AtomicLong();
    private final RuntimeConfiguration configuration;
    private final RuntimeEvents events;

    Instances(RuntimeConfiguration configuration, RuntimeEvents events) {
        this.configuration = configuration;
        this.events = events;
    }

    Instance add(ArtifactDescriptor descriptor, PrivateCopy copy, Retirement retirement) {
        Instance instance = new Instance(
                sequence.incrementAndGet(),
                descriptor,
                copy,
                bulkheads.computeIfAbsent(descriptor.id().pluginId(), ignored -> new Bulkheads()),
                counts,
                events,
                configuration.clock(),
                retirement);
        counts.made();
        byNumber.put(instance.number(), instance);
        return instance;
    }

    void remove(Instance instance) {
        byNumber.remove(instance.number());
    }

    Collection<Instance> all() {
        return byNumber.values();
    }

    int count(InstanceState state) {
        return counts.in(state);
    }
}
