package com.adgenius.host.server.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a generation used, and its videos, in this test's memory. */
final class JobInMemory implements GenerationJob, VideoJournal {

    final List<ModelUse> uses = new ArrayList<>();
    final List<String> journal = new ArrayList<>();
    final Map<String, Operation> operations = new ConcurrentHashMap<>();

    @Override
    public String creativeId() {
        return "creative";
    }

    @Override
    public void progress(String stage, double fraction) {}

    @Override
    public Optional<String> checkpoint() {
        return Optional.empty();
    }

    @Override
    public void saveCheckpoint(String text) {}

    @Override
    public void used(ModelUse use) {
        uses.add(use);
    }

    @Override
    public void used(String operationKey, ModelUse use) {
        uses.add(use);
    }

    @Override
    public VideoJournal videos() {
        return this;
    }

    @Override
    public Optional<Operation> find(String key) {
        return Optional.ofNullable(operations.get(key));
    }

    @Override
    public void starting(String key, String provider, boolean afterFallback) {
        journal.add("starting at " + provider);
        operations.put(key, new Operation(key, provider, Optional.empty(), afterFallback));
    }

    @Override
    public void started(String key, String handle) {
        journal.add("started " + handle);
        Operation before = operations.get(key);
        operations.put(key, new Operation(key, before.provider(), Optional.of(handle), before.afterFallback()));
    }

    @Override
    public void forget(String key) {
        journal.add("forgotten");
        operations.remove(key);
    }
}
