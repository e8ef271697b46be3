package com.adgenius.host.bench.http;

import com.adgenius.host.bench.Bench;
import com.adgenius.host.bench.GreeterRuntime;
import com.adgenius.host.bench.PayloadJar;
import com.adgenius.host.bench.Report;
import com.adgenius.host.bench.Rounds;
import com.adgenius.host.bench.Series;
import com.adgenius.host.bench.TemporaryFolder;
import com.adgenius.host.bench.greeting.Greeter;
import com.adgenius.host.bench.payload.PayloadGreeter;
import com.adgenius.host.runtime.ArtifactId;
import com.adgenius.host.runtime.Entry;
import com.adgenius.host.runtime.PluginRuntime;
import com.adgenius.host.runtime.TenantKey;
import java.time.Duration;
import java.util.Map;

/** {@code http}: requests a second through a plugin beside the same code compiled into the host. */
public final class HttpBench implements Bench {

    private static final String NAME = "somebody";
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 15;

    @Override
    public void run(Report report) throws Exception {
        Greeter compiledIn = new PayloadGreeter();
        try (TemporaryFolder folder = TemporaryFolder.create();
                GreeterRuntime host = new GreeterRuntime(folder.resolve("work"))) {
            ArtifactId id = host.store(PayloadJar.write(folder.path(), "payload", 1));
            host.route(id);
            PluginRuntime runtime = host.runtime();
            TenantKey tenant = runtime.tenant("acme");
            try (BenchServer server = new BenchServer(Map.of(
                    "/host",
                    _ -> BenchServer.number(compiledIn.greet(NAME)),
                    "/plugin",
                    _ -> BenchServer.number(runtime.<Greeter, Integer>call(
                            id.pluginId(), tenant, Greeter.class, Entry.QUERY, greeter -> greeter.greet(NAME)))))) {
                Map<String, Series> measured = new Rounds(report)
                        .add("plugin", () -> Throughput.of(server.address("/plugin"), TURN))
                        .add("host", () -> Throughput.of(server.address("/host"), TURN))
                        .run(WARM_UP, ROUNDS);
                report.ratio("http.plugin_over_host", measured.get("plugin"), measured.get("host"), "requests/s");
            }
        }
    }
}
