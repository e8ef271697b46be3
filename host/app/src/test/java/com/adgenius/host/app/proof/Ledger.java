package com.adgenius.host.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes to a host until it dies, remembers what was acknowledged, and tells afterwards what of it is gone.
 *
 * <p>Each writer has one write under way at a time. What was sent and not acknowledged may be there or not.
 */
final class Ledger {

    private static final int WRITERS = 4;

    private final List<String> creatives = new CopyOnWriteArrayList<>();
    private final Counter brand = new Counter();
    private final Counter flag = new Counter();
    private final Counter route = new Counter();
    private final List<String> versions;
    private final AtomicLong acknowledged = new AtomicLong();

    /** A ledger whose routes alternate between the two versions of the text plugin. */
    Ledger(List<String> versions) {
        this.versions = List.copyOf(versions);
    }

    /** The number of the last write sent and of the last acknowledged. */
    private static final class Counter {
        private volatile long sent;
        private volatile long acknowledged;

        boolean allows(long found) {
            return found == acknowledged || found == sent;
        }

        @Override
        public String toString() {
            return "acknowledged " + acknowledged + ", sent " + sent;
        }
    }

    @FunctionalInterface
    private interface Write {
        void send(long number) throws Exception;
    }

    /** Writes until the host no longer answers; the latch opens when all writers ended. */
    CountDownLatch write(Api administrator, Api owner) {
        CountDownLatch ended = new CountDownLatch(WRITERS);
        repeat(
                ended,
                brand,
                number -> owner.replace("/tenant/brand", body -> body.put("name", "brand-" + number))
                        .expect(200));
        repeat(
                ended,
                flag,
                number -> administrator
                        .put("/admin/plugins/image/tenants/studio", body -> body.put("enabled", number % 2 == 0))
                        .expect(200));
        repeat(
                ended,
                route,
                number -> administrator
                        .replace("/admin/plugins/text/route", body -> {
                            body.put("stable", version(number));
                            body.putNull("canary").putObject("pins");
                        })
                        .expect(200));
        Counter ignored = new Counter();
        repeat(
                ended,
                ignored,
                number -> creatives.add(owner.post("/creatives", body -> {
                            body.put("kind", "text").put("prompt", "A shelf, number " + number);
                            body.putArray("formats").add("google_rsa");
                        })
                        .expect(202)
                        .json()
                        .get("id")
                        .asText()));
        return ended;
    }

    private void repeat(CountDownLatch ended, Counter counter, Write write) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    long number = counter.sent + 1;
                    counter.sent = number;
                    write.send(number);
                    counter.acknowledged = number;
                    acknowledged.incrementAndGet();
                }
            } catch (Exception _) {
                // The host died, as it should: what was under way stays unacknowledged.
            } finally {
                ended.countDown();
            }
        });
    }

    private String version(long number) {
        return versions.get((int) (number % versions.size()));
    }

    /** How many writes were acknowledged in all. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** All that was acknowledged and is not as it was, in words. */
    List<String> lost(Api administrator, Api owner) throws Exception {
        List<String> lost = new ArrayList<>();
        long name = brand.acknowledged == 0 && brand.sent == 0
                ? 0
                : number(owner.get("/tenant/brand").expect(200).json());
        if (!brand.allows(name)) {
            lost.add("brand is number " + name + ", " + brand);
        }
        brand.sent = brand.acknowledged = name;
        routeLost(administrator, owner, lost);
        flagLost(owner, lost);
        for (String creative : creatives) {
            Api.Reply reply = owner.get("/creatives/" + creative);
            if (reply.status() != 200) {
                lost.add("creative " + creative + " answers " + reply.status());
            } else if (reply.json().get("status").asText().equals("failed")) {
                lost.add("creative " + creative + " failed: " + reply.json().get("problem"));
            }
        }
        return lost;
    }

    private void routeLost(Api administrator, Api owner, List<String> lost) throws Exception {
        String stable = administrator
                .get("/admin/plugins/text/route")
                .expect(200)
                .json()
                .get("stable")
                .asText();
        if (!stable.equals(version(route.acknowledged)) && !stable.equals(version(route.sent))) {
            lost.add("the route's stable is " + stable + ", " + route);
        }
        route.acknowledged = route.sent = stable.equals(version(route.sent)) ? route.sent : route.acknowledged;
        String served = Generators.text(owner.get("/generators").expect(200).json())
                .get("version")
                .asText();
        if (!served.equals(stable)) {
            lost.add("the route says " + stable + ", served is " + served);
        }
    }

    private void flagLost(Api owner, List<String> lost) throws Exception {
        if (flag.sent == 0) {
            return;
        }
        JsonNode plugins = owner.get("/plugins").expect(200).json();
        for (JsonNode plugin : plugins.get("results")) {
            if (plugin.get("id").asText().equals("image")) {
                boolean enabled = plugin.get("enabled").asBoolean();
                if (enabled != (flag.acknowledged % 2 == 0) && enabled != (flag.sent % 2 == 0)) {
                    lost.add("image is " + (enabled ? "on" : "off") + ", " + flag);
                }
                flag.acknowledged = flag.sent = enabled == (flag.sent % 2 == 0) ? flag.sent : flag.acknowledged;
            }
        }
    }

    private static long number(JsonNode brand) {
        String name = brand.path("name").asText();
        return name.startsWith("brand-") ? Long.parseLong(name.substring(6)) : 0;
    }

    /** The creatives whose POST was acknowledged. */
    List<String> creatives() {
        return List.copyOf(creatives);
    }
}
