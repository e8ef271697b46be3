package com.adgenius.host.bench.scale;

import com.adgenius.host.bench.GreeterRuntime;
import com.adgenius.host.bench.TemporaryFolder;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.util.List;

/**
 * What loaded plugins take, in bytes, by the JVM's own pools after a collection.
 *
 * @param metaspace of all plugins together
 * @param heap of all plugins together
 */
record Footprint(long metaspace, long heap) {

    /** Loads the jars once before, so that what the host needs for the first plugin is not counted for the others. */
    static Footprint of(TemporaryFolder folder, List<Path> jars) throws Exception {
        try (GreeterRuntime host = new GreeterRuntime(folder.resolve("footprint"))) {
            var artifacts = jars.stream().map(host::store).toList();
            host.route(artifacts.getFirst());
            long metaspaceBefore = usedMetaspace();
            long heapBefore = usedHeap();
            host.routeAll(artifacts.subList(1, artifacts.size()));
            return new Footprint(usedMetaspace() - metaspaceBefore, usedHeap() - heapBefore);
        }
    }

    private static long usedMetaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool ->
                        pool.getName().contains("Metaspace") || pool.getName().contains("Compressed Class Space"))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static long usedHeap() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
