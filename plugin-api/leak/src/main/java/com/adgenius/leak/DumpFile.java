package com.adgenius.leak;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/** A heap dump in a folder that only this process's user can enter, deleted when it is closed. */
final class DumpFile implements AutoCloseable {

    /** Its size is that of the live heap, and some more for names and roots. */
    private static final int ROOM = 2;

    private static final String PREFIX = "leak-";

    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final Path folder;
    private final Path file;

    private DumpFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("leak.hprof");
    }

    /**
     * Writes a dump of what is alive.
     *
     * @throws IOException when more heap is in use than the limit, or the disk lacks room
     */
    static DumpFile write(Path parent, long heapLimit) throws IOException {
        ONE_AT_A_TIME.lock();
        try {
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (used > heapLimit) {
                throw new IOException((used >> 20) + " MB of heap are in use, and " + (heapLimit >> 20)
                        + " MB are the most with which one is made");
            }
            long free = Files.getFileStore(parent).getUsableSpace();
            if (free < used * ROOM) {
                throw new IOException("only " + (free >> 20) + " MB are free in " + parent);
            }
            DumpFile dump = new DumpFile(Files.createTempDirectory(parent, PREFIX));
            boolean written = false;
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpHeap(dump.file.toString(), true);
                written = true;
                return dump;
            } finally {
                if (!written) {
                    dump.close();
                }
            }
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : left) {
                new DumpFile(folder).close();
            }
        }
    }

    Path path() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }
}
