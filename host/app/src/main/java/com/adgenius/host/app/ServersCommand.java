package com.adgenius.host.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.spi.ToolProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the stand-ins alone. */
@Command(
        name = "servers",
        description =
                "Starts the stand-ins for MongoDB, Redis, Qdrant and a mail server, prints their addresses, and runs until it is stopped.",
        mixinStandardHelpOptions = true)
final class ServersCommand implements Callable<Integer> {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:ADGENIUS_DATA:-data}",
            description = "Folder that holds everything (${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--mongodb-port",
            paramLabel = "PORT",
            defaultValue = "27017",
            description = "Port of MongoDB's protocol; 0 for a free one (${DEFAULT-VALUE}).")
    private int mongodbPort;

    @Option(
            names = "--redis-port",
            paramLabel = "PORT",
            defaultValue = "6379",
            description = "Port of Redis; 0 for a free one (${DEFAULT-VALUE}).")
    private int redisPort;

    @Option(
            names = "--qdrant-port",
            paramLabel = "PORT",
            defaultValue = "6334",
            description = "Port of Qdrant's gRPC protocol; 0 for a free one (${DEFAULT-VALUE}).")
    private int qdrantPort;

    @Option(
            names = "--smtp-port",
            paramLabel = "PORT",
            defaultValue = "3025",
            description = "Port of the mail server; 0 for a free one (${DEFAULT-VALUE}).")
    private int smtpPort;

    @Override
    public Integer call() {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        ToolProvider tool = ToolProvider.findFirst("adgenius-servers").orElse(null);
        if (tool == null) {
            err.println("adgenius: the stand-ins are not in this distribution");
            return 1;
        }
        try (Termination _ = Termination.watch(STOP_LIMIT)) {
            return tool.run(
                    out,
                    err,
                    "--data",
                    data.toAbsolutePath().normalize().toString(),
                    "--mongodb-port",
                    String.valueOf(mongodbPort),
                    "--redis-port",
                    String.valueOf(redisPort),
                    "--qdrant-port",
                    String.valueOf(qdrantPort),
                    "--smtp-port",
                    String.valueOf(smtpPort));
        }
    }
}
