package com.adgenius.host.bench.scale;

import com.adgenius.host.bench.GreeterRuntime;
import com.adgenius.host.bench.PayloadJar;
import com.adgenius.host.bench.TemporaryFolder;
import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.Flags;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.TenantKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Whether a plugin serves a tenant: a random one of 500 and a random one of 10,000, a tenth of them switched off. */
@State(Scope.Thread)
public class FlagBenchmark {

    private static final int TENANTS = 10_000;
    private static final int PLUGINS = 500;

    private final TenantKey[] tenants = new TenantKey[TENANTS];
    private final String[] plugins = new String[PLUGINS];
    private TemporaryFolder folder;
    private GreeterRuntime host;
    private PluginRuntime runtime;
    private long random = 42;

    /** Loads the plugins. */
    @Setup(Level.Trial)
    public void load() throws Exception {
        folder = TemporaryFolder.create();
        host = new GreeterRuntime(folder.resolve("work"));
        runtime = host.runtime();
        SplittableRandom random = new SplittableRandom(42);
        for (int plugin = 0; plugin < PLUGINS; plugin++) {
            ArtifactId id = host.store(PayloadJar.write(folder.path(), "payload-" + plugin, 1));
            Map<String, Boolean> off = new HashMap<>();
            for (int i = 0; i < TENANTS / 10; i++) {
                off.put("tenant-" + random.nextInt(TENANTS), false);
            }
            host.route(id, new Flags(true, true, off, Set.of()));
        }
        Arrays.setAll(tenants, i -> runtime.tenant("tenant-" + i));
        Arrays.setAll(plugins, i -> ("payload-" + i).intern());
    }

    /** Unloads them. */
    @TearDown(Level.Trial)
    public void unload() throws Exception {
        host.close();
        folder.close();
    }

    /** By the snapshot, as every call begins. */
    @Benchmark
    public boolean lookup() {
        // Knuth's generator (MMIX): a list of random places would take the caches from what is measured.
        random = random * 6364136223846793005L + 1442695040888963407L;
        int plugin = (int) (((random >>> 48) * PLUGINS) >>> 16);
        int tenant = (int) (((random >>> 32 & 0xffff) * TENANTS) >>> 16);
        return runtime.snapshot().instance(plugins[plugin], tenants[tenant]).isPresent();
    }
}
