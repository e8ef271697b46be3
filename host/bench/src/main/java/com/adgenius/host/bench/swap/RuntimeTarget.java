package com.adgenius.host.bench.swap;

import com.adgenius.host.bench.GreeterRuntime;
import com.adgenius.host.bench.Loaders;
import com.adgenius.host.bench.greeting.Greeter;
import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.CallFailedException;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.Lease;
import com.adgenius.host.runtime.NotServedException;
import com.adgenius.host.runtime.PluginCall;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.TenantKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Our runtime, through the calls that HTTP and workers make. */
final class RuntimeTarget implements SwapTarget {

    private static final Entry GREET = Entry.detached("greet", Duration.ofSeconds(30));

    private final GreeterRuntime host;
    private final PluginRuntime runtime;
    private final TenantKey tenant;
    private final List<ArtifactId> versions;
    private final String pluginId;
    private final Loaders loaders = new Loaders();

    /** A runtime that works in that folder and knows those jars: versions 1, 2 and so on. */
    RuntimeTarget(Path folder, List<Path> jars) throws InterruptedException {
        host = new GreeterRuntime(folder);
        runtime = host.runtime();
        tenant = runtime.tenant("acme");
        versions = jars.stream().map(host::store).toList();
        pluginId = versions.getFirst().pluginId();
        swap(1);
    }

    @Override
    public int greet(String name) throws Exception {
        return runtime.<Greeter, Integer>call(pluginId, tenant, Greeter.class, GREET, greeter -> greeter.greet(name));
    }

    @Override
    public void greet(String name, int pieces, int pause, IntConsumer listener) throws Exception {
        try (Lease lease = runtime.requiredLease(pluginId, tenant)) {
            lease.<Greeter, Boolean>stream(Greeter.class, GREET, (greeter, progress) -> {
                greeter.greet(name, pieces, pause, piece -> {
                    progress.made();
                    listener.accept(piece);
                });
                return true;
            });
        }
    }

    @Override
    public void swap(int version) throws InterruptedException {
        host.route(versions.get(version - 1));
        remember();
    }

    private void remember() throws InterruptedException {
        inside(greeter -> {
            loaders.see(greeter);
            return true;
        });
    }

    /** Something that holds the class loader of the version that serves. */
    Object plantLeak() throws InterruptedException {
        AtomicReference<Object> held = new AtomicReference<>();
        inside(greeter -> {
            held.set(greeter.getClass());
            return true;
        });
        return held.get();
    }

    private void inside(PluginCall<Greeter, Boolean> call) throws InterruptedException {
        try {
            runtime.call(pluginId, tenant, Greeter.class, GREET, call);
        } catch (CallFailedException | NotServedException e) {
            throw new IllegalStateException("The version that was routed does not serve", e);
        }
    }

    /** Without the one that serves. */
    @Override
    public long loadersAlive() throws InterruptedException {
        return loaders.aliveAfterCollection(1) - 1;
    }

    @Override
    public void close() {
        host.close();
    }
}
