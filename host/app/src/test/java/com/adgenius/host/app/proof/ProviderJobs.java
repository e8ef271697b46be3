package com.adgenius.host.app.proof;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Creatives of tenants, each asked for when the one before it ended, while their providers are swapped. */
final class ProviderJobs {

    private static final Map<String, String> FORMATS =
            Map.of("text", "google_rsa", "image", "meta_feed_1x1", "video", "youtube_16x9");

    private final Map<String, LongAdder> ready = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> texts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> loops = new ArrayList<>();
    private volatile boolean going = true;

    /** Begins to ask for copy. */
    ProviderJobs text(ProviderTenant tenant) {
        return loop(tenant, "text");
    }

    /** Begins to ask for pictures. */
    ProviderJobs picture(ProviderTenant tenant) {
        return loop(tenant, "image");
    }

    /** Begins to ask for videos. */
    ProviderJobs film(ProviderTenant tenant) {
        return loop(tenant, "video");
    }

    private ProviderJobs loop(ProviderTenant tenant, String kind) {
        if (kind.equals("text")) {
            texts.put(tenant.provider(), new LongAdder());
        }
        loops.add(Thread.ofVirtual().start(() -> {
            while (going) {
                once(tenant, kind);
            }
        }));
        return this;
    }

    /** One creative from its request to its end. */
    void once(ProviderTenant tenant, String kind) {
        try {
            JsonNode creative = tenant.ended(tenant.ask(kind, "A lamp that clips on to any board", FORMATS.get(kind)));
            if (creative.get("status").asText().equals("ready")) {
                ready.computeIfAbsent(kind, _ -> new LongAdder()).increment();
                if (kind.equals("text")) {
                    texts.get(tenant.provider()).increment();
                }
            } else {
                failures.add(tenant.provider() + ": " + creative);
            }
        } catch (Exception | AssertionError e) {
            failures.add(tenant.provider() + ": " + e);
        }
    }

    /** Waits until copy by each provider was asked for and ended since now: of two loops the third end began after it. */
    void settle() {
        Map<String, Long> until = new TreeMap<>();
        texts.forEach((provider, ended) -> until.put(provider, ended.sum() + 3));
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !failures.isEmpty()
                        || texts.entrySet().stream()
                                .allMatch(ended -> ended.getValue().sum() >= until.get(ended.getKey())));
    }

    /** Ends the asking, and waits for what is under way. */
    void end() throws InterruptedException {
        going = false;
        for (Thread loop : loops) {
            if (!loop.join(Duration.ofMinutes(2))) {
                failures.add("time-out: a job did not end within 2 minutes");
            }
        }
    }

    /** How many became ready, by kind. */
    Map<String, Long> ready() {
        Map<String, Long> counts = new TreeMap<>();
        ready.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }

    /** How many of that kind became ready. */
    long ready(String kind) {
        return ready().getOrDefault(kind, 0L);
    }

    /** What did not become ready, in words. */
    List<String> failures() {
        return List.copyOf(failures);
    }
}
