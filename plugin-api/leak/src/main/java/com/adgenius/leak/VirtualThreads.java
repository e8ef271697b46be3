package com.adgenius.leak;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds virtual threads, which {@code Thread.getAllStackTraces} leaves out, in a thread dump of the JVM's. The dump names the
 * class loader of each frame that is not the JDK's.
 */
final class VirtualThreads {

    private static final Pattern THREADS = Pattern.compile("\\R\\R");

    private final String threads;

    private VirtualThreads(String threads) {
        this.threads = threads;
    }

    /** The virtual threads of now; none where the JVM does not show them. */
    static VirtualThreads dump() {
        try {
            Path folder = Files.createTempDirectory("adgenius-threads");
            Path dump = folder.resolve("dump.txt");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
                return new VirtualThreads(Files.readString(dump));
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(folder);
            }
        } catch (IOException | RuntimeException noDump) {
            return new VirtualThreads("");
        }
    }

    /** Those with a frame of a class of the loader of that name. */
    List<LeakHolder> inside(String loader) {
        String frame = loader + "//";
        List<LeakHolder> holders = new ArrayList<>();
        if (!threads.contains(frame)) {
            return holders;
        }
        for (String thread : THREADS.split(threads, -1)) {
            List<String> lines = thread.lines().toList();
            if (!lines.isEmpty() && lines.getFirst().contains(" virtual")) {
                lines.stream()
                        .map(String::strip)
                        .filter(line -> line.contains(frame))
                        .findFirst()
                        .ifPresent(line -> holders.add(LeakHolder.of(
                                LeakHolder.Kind.VIRTUAL_THREAD, "thread " + lines.getFirst() + " at " + line)));
            }
        }
        return holders;
    }
}
