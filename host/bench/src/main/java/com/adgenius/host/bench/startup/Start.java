package com.adgenius.host.bench.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one start cost, until the line that begins with {@code READY}.
 *
 * @param millis from the start of the process
 * @param cpuSeconds of all its threads, its children left out
 * @param megabytes its resident set
 * @param command its command line
 */
record Start(double millis, double cpuSeconds, double megabytes, JvmCommand command) {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** Starts it, waits until it is ready, and ends it. */
    static Start of(ProcessBuilder builder) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process = builder.redirectError(Redirect.INHERIT).start();
        try (BufferedReader output = process.inputReader()) {
            String line;
            do {
                line = output.readLine();
                if (line == null) {
                    throw new IOException("Ended before it was ready: " + builder.command());
                }
            } while (!line.startsWith("READY"));
            double millis = (System.nanoTime() - begun) / 1e6;
            Duration cpu = process.info().totalCpuDuration().orElseThrow();
            return new Start(millis, cpu.toMillis() / 1e3, resident(process.pid()), JvmCommand.of(process.pid()));
        } finally {
            process.destroy();
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static double resident(long pid) throws IOException {
        Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        if (!matcher.find()) {
            throw new IOException("The system does not say the resident set of process " + pid);
        }
        return Double.parseDouble(matcher.group(1)) / 1024;
    }
}
