package com.adgenius.host.bench.dispatch;

import com.adgenius.host.bench.GreeterRuntime;
import com.adgenius.host.bench.PayloadJar;
import com.adgenius.host.bench.TemporaryFolder;
import com.adgenius.host.bench.greeting.Greeter;
import com.adgenius.host.bench.payload.PayloadGreeter;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Lease;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.TenantKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A lease around a call, beside the call alone; and a call through the invoker. */
@State(Scope.Benchmark)
public class LeaseBenchmark {

    private static final String PLUGIN = "payload";

    private final Greeter greeter = new PayloadGreeter();
    private TemporaryFolder folder;
    private GreeterRuntime host;
    private PluginRuntime runtime;
    private TenantKey tenant;
    private String name = "somebody";

    /** Loads the payload. */
    @Setup(Level.Trial)
    public void load() throws Exception {
        folder = TemporaryFolder.create();
        host = new GreeterRuntime(folder.resolve("work"));
        host.route(host.store(PayloadJar.write(folder.path(), PLUGIN, 1)));
        runtime = host.runtime();
        tenant = runtime.tenant("acme");
    }

    /** Unloads it. */
    @TearDown(Level.Trial)
    public void unload() throws Exception {
        host.close();
        folder.close();
    }

    /** The call alone. */
    @Benchmark
    public int direct() {
        return greeter.greet(name);
    }

    /** The same call while a lease is held. */
    @Benchmark
    public int lease() throws Exception {
        try (Lease lease = runtime.requiredLease(PLUGIN, tenant)) {
            return greeter.greet(name);
        }
    }

    /** A call into the plugin with all that the invoker does. */
    @Benchmark
    public int invoker() throws Exception {
        return runtime.call(PLUGIN, tenant, Greeter.class, Entry.QUERY, extension -> extension.greet(name));
    }
}
