package com.adgenius.host.bench.startup;

import com.adgenius.host.bench.Bench;
import com.adgenius.host.bench.Report;
import com.adgenius.host.bench.Rounds;
import com.adgenius.host.bench.Series;
import com.adgenius.host.bench.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code startup}: the whole embedded host as the launcher starts it, with and without its AOT cache. */
public final class StartupBench implements Bench {

    private static final int WARM_UP = 1;

    @Override
    public void run(Report report) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            JvmCommand host = prepare(folder.resolve("host").resolve("data"));
            report.log(
                    "Each start is of the whole host with its stand-ins and plugins, on a data folder that a first start"
                            + " prepared, until its line READY. CPU is that of all its threads, Redis' process left out.");
            report.log("host: " + host.options());
            JvmCommand bare = bare(host, folder.resolve("bare"));
            report.log("bare Helidon: " + bare.options());
            Starts aot = new Starts(host);
            Starts base = new Starts(host.withoutCache());
            Starts peer = new Starts(bare);
            new Rounds(report)
                    .add("aot", aot)
                    .add("base", base)
                    .add("bare", peer)
                    .run(WARM_UP, Rounds.LEAST);

            report.ratio("startup.cpu_aot_over_base", cpu(aot), cpu(base), "s of CPU");
            report.figure("startup.ms_aot", millis(aot), "ms");
            report.figure("startup.ms_base", millis(base), "ms");
            report.figure("startup.ms_bare_helidon_aot", millis(peer), "ms");
            report.log("bare Helidon: " + cpu(peer).described() + " s of CPU");
            report.log(
                    "host over bare Helidon: " + millis(aot).over(millis(peer)).described());
            report.figure("startup.rss", aot.last(Rounds.LEAST, Start::megabytes), "MB");
            report.log("base: " + base.last(Rounds.LEAST, Start::megabytes).described() + " MB");
        }
    }

    /** The command that the launcher ends in, after it has made what that needs. */
    private static JvmCommand prepare(Path data) throws IOException, InterruptedException {
        String launcher = System.getProperty("adgenius.launcher");
        if (launcher == null) {
            throw new IllegalStateException("-Dadgenius.launcher is not given: start this by ./adgenius bench startup");
        }
        ProcessBuilder builder =
                new ProcessBuilder(launcher, "run", "--port", "0", "--admin-port", "0", "--data", data.toString());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("ADGENIUS_") && !name.equals("ADGENIUS_JAVA_HOME"));
        JvmCommand command = Start.of(builder).command();
        if (!command.hasCache()) {
            throw new IOException("The launcher starts the host without an AOT cache; target/training.log says why");
        }
        return command;
    }

    /** The peer, with a cache that is made as the host's is: recorded in one process, made in another. */
    private static JvmCommand bare(JvmCommand host, Path folder) throws IOException, InterruptedException {
        JvmCommand bare = host.withoutCache().running(System.getProperty("java.class.path"), BareServer.class);
        String recorded = "-XX:AOTConfiguration=" + folder.resolve("recorded");
        String cache = "-XX:AOTCache=" + folder.resolve("cache");
        Start.of(new ProcessBuilder(bare.with("-XX:AOTMode=record", recorded).words()));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        bare.with("-XX:AOTMode=create", recorded, cache).words())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("No AOT cache for the bare server: " + Files.readString(log));
        }
        return bare.with(cache);
    }

    private static Series cpu(Starts starts) {
        return starts.last(Rounds.LEAST, Start::cpuSeconds);
    }

    private static Series millis(Starts starts) {
        return starts.last(Rounds.LEAST, Start::millis);
    }
}
