package com.adgenius.host.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts a host on new data, uses it once, and starts it again: what a JVM that records for an AOT cache should see. The
 * launcher calls it.
 */
@Command(name = "train", hidden = true, description = "Uses a host on new data once, for the JVM to record it.")
final class TrainCommand implements Callable<Integer> {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "A folder that does not exist yet.")
    private Path data;

    @Option(names = "--plugins", paramLabel = "DIR", required = true, description = "Folder of plugin jars.")
    private Path plugins;

    @Override
    public Integer call() {
        HostConfiguration configuration = configuration();
        try (Termination _ = Termination.watch(STOP_LIMIT)) {
            try (Host host = Host.start(configuration)) {
                FirstLogin login = host.firstLogin()
                        .orElseThrow(() -> new HostStartException(
                                HostStartException.Code.DATA_FOLDER_IN_USE,
                                "The folder " + data + " was used before; training needs a new one."));
                Rehearsal.of(host).run(login);
            }
            Host.start(configuration).close();
            return 0;
        } catch (InterruptedException _) {
            return 1;
        } catch (HostStartException | IOException e) {
            System.err.println("adgenius: training failed: " + e.getMessage());
            return 1;
        }
    }

    private HostConfiguration configuration() {
        return HostConfiguration.builder(data)
                .port(0)
                .adminPort(0)
                .plugins(plugins)
                .build();
    }
}
