package com.adgenius.host.bench.dispatch;

import com.adgenius.host.bench.PayloadJar;
import com.adgenius.host.bench.TemporaryFolder;
import com.adgenius.host.bench.greeting.Greeter;
import com.adgenius.host.bench.osgi.OsgiHost;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.osgi.util.tracker.ServiceTracker;

/** The same payload as a service of Apache Felix. */
@State(Scope.Benchmark)
public class FelixBenchmark {

    private TemporaryFolder folder;
    private OsgiHost host;
    private Greeter cached;
    private ServiceTracker<Greeter, Greeter> tracker;
    private String name = "somebody";

    /** Installs the bundle. */
    @Setup(Level.Trial)
    public void install() throws Exception {
        folder = TemporaryFolder.create();
        host = OsgiHost.felix(folder.resolve("felix"));
        host.install(PayloadJar.write(folder.path(), "payload", 1));
        cached = host.greeter();
        tracker = host.tracker();
    }

    /** Stops the framework. */
    @TearDown(Level.Trial)
    public void stop() throws Exception {
        host.close();
        folder.close();
    }

    /** By a reference that was kept: it breaks when the bundle is updated. */
    @Benchmark
    public int cached() {
        return cached.greet(name);
    }

    /** By the tracker, which follows updates. */
    @Benchmark
    public int tracker() {
        return tracker.getService().greet(name);
    }
}
