package com.adgenius.host.bench.soak;

import com.adgenius.host.bench.GreeterRuntime;
import com.adgenius.host.bench.PayloadJar;
import com.adgenius.host.bench.TemporaryFolder;
import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.Flags;
import com.adgenius.host.runtime.PlanOutcome;
import com.adgenius.host.runtime.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Changes plugins at random. {@link Calls#STEADY} keeps serving through all of them, in changing versions; the others come
 * and go.
 */
final class Changes {

    private enum Kind {
        ROUTE,
        CANARY,
        FLAGS,
        STOP,
        START,
        UPLOAD,
        CORRUPT_UPLOAD
    }

    private static final int NEWEST = 200;

    private final GreeterRuntime host;
    private final TemporaryFolder folder;
    private final SplittableRandom random;
    private final Map<String, List<ArtifactId>> versions = new HashMap<>();
    private final Map<Kind, Integer> made = new EnumMap<>(Kind.class);
    private final List<String> plugins = new ArrayList<>();

    Changes(GreeterRuntime host, TemporaryFolder folder, SplittableRandom random) {
        this.host = host;
        this.folder = folder;
        this.random = random;
        plugins.add(Calls.STEADY);
        plugins.addAll(Calls.OTHERS);
    }

    /** Two versions of each plugin, the first of which serves. */
    void begin() throws IOException, InterruptedException {
        for (String plugin : plugins) {
            upload(plugin);
            upload(plugin);
            host.route(versions.get(plugin).getFirst());
        }
    }

    /** One change of one plugin. */
    void random() throws IOException, InterruptedException {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        String plugin = plugins.get(random.nextInt(plugins.size()));
        change(kind, plugin);
        made.merge(kind, 1, Integer::sum);
    }

    private void change(Kind kind, String plugin) throws IOException, InterruptedException {
        switch (kind) {
            case ROUTE, START -> host.route(any(plugin));
            case CANARY -> {
                ArtifactId stable = any(plugin);
                ArtifactId canary = any(plugin);
                host.route(
                        stable.equals(canary)
                                ? Route.stable(stable.version())
                                : Route.stable(stable.version()).withCanary(canary.version(), 1 + random.nextInt(99)),
                        stable,
                        canary);
            }
            case FLAGS -> host.route(any(plugin), flags());
            case STOP -> {
                if (!plugin.equals(Calls.STEADY)) {
                    host.runtime().remove(plugin);
                }
            }
            case UPLOAD -> {
                if (versions.get(plugin).size() < NEWEST) {
                    upload(plugin);
                }
            }
            case CORRUPT_UPLOAD -> corruptUpload(plugin);
        }
    }

    private ArtifactId any(String plugin) {
        List<ArtifactId> known = versions.get(plugin);
        return known.get(random.nextInt(known.size()));
    }

    /** Off for some of the tenants that expect it. */
    private Flags flags() {
        Set<String> off = new HashSet<>();
        for (String tenant : Calls.SWITCHED) {
            if (random.nextBoolean()) {
                off.add(tenant);
            }
        }
        return new Flags(true, true, Map.of(), off);
    }

    private void upload(String plugin) throws IOException {
        List<ArtifactId> known = versions.computeIfAbsent(plugin, _ -> new ArrayList<>());
        known.add(host.store(PayloadJar.write(folder.resolve("uploads"), plugin, known.size() + 1)));
    }

    /** A new version whose jar is damaged on its way: refused, and what serves goes on. */
    private void corruptUpload(String plugin) throws IOException, InterruptedException {
        Path jar = PayloadJar.write(
                folder.resolve("corrupt"), plugin, versions.get(plugin).size() + 1);
        ArtifactId id = host.store(jar);
        byte[] bytes = Files.readAllBytes(jar);
        bytes[bytes.length / 2] ^= 1;
        PlanOutcome outcome = host.attempt(id, Files.write(jar, bytes));
        if (outcome.refusals().isEmpty() || outcome.route().versions().contains(id.version())) {
            throw new IllegalStateException("A damaged jar of " + id + " was not refused: " + outcome);
        }
    }

    /** How many changes were made. */
    long made() {
        return made.values().stream().mapToLong(Integer::longValue).sum();
    }

    @Override
    public String toString() {
        return made.toString();
    }
}
