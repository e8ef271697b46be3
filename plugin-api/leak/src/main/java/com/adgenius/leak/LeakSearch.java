package com.adgenius.leak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Names what keeps closed class loaders that should have been collected. Live threads are looked at first; where none belongs
 * to the plugin, one heap dump for all such loaders together shows the paths from the roots. The JVM stands still while the
 * dump is written, about a second for each gigabyte in use, which is why there is a limit to it.
 */
public final class LeakSearch {

    /** The most heap in use with which a dump is made where nothing else is said: 512 MB. */
    public static final long DEFAULT_HEAP_LIMIT = 512L << 20;

    private static final Duration READING = Duration.ofSeconds(30);

    private final Path folder;
    private final long heapLimit;

    /**
     * A search.
     *
     * @param folder for a heap dump, which holds all of the JVM's memory and is deleted at once when it was read
     * @param heapLimit the most heap in use, in bytes, with which a dump is made; 0 for never
     */
    public LeakSearch(Path folder, long heapLimit) {
        this.folder = folder;
        this.heapLimit = heapLimit;
    }

    /**
     * What keeps each of the loaders: at least one holder, {@link LeakHolder.Kind#UNKNOWN} where none was found. A loader
     * that is collected meanwhile is left out, and the search ends early where all are. Takes as long as it takes to write a
     * dump, and up to 30 s.
     */
    public Map<ClosedLoader, List<LeakHolder>> holders(Collection<ClosedLoader> closed) {
        Map<ClosedLoader, List<LeakHolder>> found = new LinkedHashMap<>(ThreadSearch.holders(closed));
        List<ClosedLoader> open = closed.stream()
                .filter(loader -> !found.containsKey(loader) && !loader.refersTo(null))
                .toList();
        if (!open.isEmpty()) {
            found.putAll(inDump(open));
        }
        found.keySet().removeIf(loader -> loader.refersTo(null));
        return found;
    }

    /** Removes the heap dumps that were being read in a folder when a process was killed. */
    public static void sweep(Path folder) throws IOException {
        DumpFile.sweep(folder);
    }

    private Map<ClosedLoader, List<LeakHolder>> inDump(List<ClosedLoader> closed) {
        try (DumpFile file = DumpFile.write(folder, heapLimit)) {
            return read(file.path(), closed);
        } catch (IOException | RuntimeException e) {
            return unknown(closed, "no heap dump: " + e.getMessage());
        }
    }

    private static Map<ClosedLoader, List<LeakHolder>> read(Path file, List<ClosedLoader> closed) throws IOException {
        BooleanSupplier inTime = new SearchLimit(READING, closed);
        Map<ClosedLoader, List<LeakHolder>> found = new LinkedHashMap<>();
        try (HeapDump dump = HeapDump.open(file)) {
            HeapGraph graph = HeapGraph.of(dump, inTime);
            Map<Long, Long> loaders =
                    graph.referents(closed.stream().map(loader -> loader.token).collect(Collectors.toSet()));
            Map<Long, List<HeapPath>> paths = new PathSearch(graph, false, inTime).search(loaders.values());
            List<Long> softly = paths.keySet().stream()
                    .filter(loader -> paths.get(loader).isEmpty())
                    .toList();
            if (!softly.isEmpty()) {
                paths.putAll(new PathSearch(graph, true, inTime).search(softly));
            }
            HolderDescription description = describe(graph, paths);
            for (ClosedLoader loader : closed) {
                List<HeapPath> own = paths.getOrDefault(loaders.getOrDefault(loader.token, 0L), List.of());
                found.put(loader, description.holders(own));
            }
        }
        found.replaceAll((loader, holders) -> holders.isEmpty()
                ? List.of(unknown(loader, "no path in a heap dump" + (inTime.getAsBoolean() ? "" : " within 30 s")))
                : holders);
        return found;
    }

    private static HolderDescription describe(HeapGraph graph, Map<Long, List<HeapPath>> paths) throws IOException {
        Map<Long, Long> threads = HolderDescription.threads(
                graph, paths.values().stream().flatMap(List::stream).toList());
        Map<Long, String> texts = threads.isEmpty() ? Map.of() : graph.strings(new HashSet<>(threads.values()));
        Map<Long, String> names = threads.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> texts.getOrDefault(entry.getValue(), "?")));
        return new HolderDescription(graph, names);
    }

    private static Map<ClosedLoader, List<LeakHolder>> unknown(List<ClosedLoader> closed, String why) {
        return closed.stream().collect(Collectors.toMap(loader -> loader, loader -> List.of(unknown(loader, why))));
    }

    private static LeakHolder unknown(ClosedLoader loader, String why) {
        return LeakHolder.of(
                LeakHolder.Kind.UNKNOWN,
                "holder unknown: no live thread, and " + why + "; the class loader is \"" + loader.name() + "\"");
    }
}
