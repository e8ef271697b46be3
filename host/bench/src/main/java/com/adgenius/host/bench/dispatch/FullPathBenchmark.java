package com.adgenius.host.bench.dispatch;

import com.adgenius.host.bench.GreeterRuntime;
import com.adgenius.host.bench.PayloadJar;
import com.adgenius.host.bench.TemporaryFolder;
import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.Lease;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.runtime.TenantKey;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From a tenant to a lease on the version that serves it: flag, canary at 10 %, lease, and the lease's end. */
@State(Scope.Thread)
public class FullPathBenchmark {

    private static final String PLUGIN = "payload";
    private static final int TENANTS = 10_000;
    /** A power of two, so that the next place is a mask away. */
    private static final int ORDER = 1 << 16;

    private final int[] order = new int[ORDER];
    private final TenantKey[] tenants = new TenantKey[TENANTS];
    private TemporaryFolder folder;
    private GreeterRuntime host;
    private PluginRuntime runtime;
    private int place;

    /** Loads two versions and makes the tenants known. */
    @Setup(Level.Trial)
    public void load() throws Exception {
        folder = TemporaryFolder.create();
        host = new GreeterRuntime(folder.resolve("work"));
        ArtifactId stable = host.store(PayloadJar.write(folder.path(), PLUGIN, 1));
        ArtifactId canary = host.store(PayloadJar.write(folder.path(), PLUGIN, 2));
        host.route(Route.stable(stable.version()).withCanary(canary.version(), 10), stable, canary);
        runtime = host.runtime();
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < TENANTS; i++) {
            tenants[i] = runtime.tenant("tenant-" + i);
        }
        for (int i = 0; i < ORDER; i++) {
            order[i] = random.nextInt(TENANTS);
        }
    }

    /** Unloads them. */
    @TearDown(Level.Trial)
    public void unload() throws Exception {
        host.close();
        folder.close();
    }

    /** The same tenant again and again. */
    @Benchmark
    public long hot() throws Exception {
        return number(tenants[17]);
    }

    /** Another tenant each time. */
    @Benchmark
    public long random() throws Exception {
        place = (place + 1) & (ORDER - 1);
        return number(tenants[order[place]]);
    }

    private long number(TenantKey tenant) throws Exception {
        try (Lease lease = runtime.requiredLease(PLUGIN, tenant)) {
            return lease.instance().number();
        }
    }
}
