package com.adgenius.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the threads that run a plugin's code or that it started: the JDK shows them without a heap dump. */
final class ThreadSearch {

    private static final Set<String> SCHEDULERS =
            Set.of("java.util.TimerThread", "java.util.concurrent.DelayScheduler");

    private ThreadSearch() {}

    /**
     * The threads that keep each of the loaders; a loader that no thread keeps is left out. The JVM stops once for all of
     * them, and no loader is held meanwhile.
     */
    static Map<ClosedLoader, List<LeakHolder>> holders(Collection<ClosedLoader> closed) {
        Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
        VirtualThreads virtual = VirtualThreads.dump();
        Map<ClosedLoader, List<LeakHolder>> found = new LinkedHashMap<>();
        for (ClosedLoader loader : closed) {
            List<LeakHolder> holders = new ArrayList<>(platformThreads(loader, stacks));
            holders.addAll(virtual.inside(loader.name()));
            if (!holders.isEmpty()) {
                found.put(loader, holders);
            }
        }
        return found;
    }

    private static List<LeakHolder> platformThreads(ClosedLoader closed, Map<Thread, StackTraceElement[]> stacks) {
        ClassLoader loader = closed.get();
        if (loader == null) {
            return List.of();
        }
        Ownership plugin = new Ownership(loader);
        List<LeakHolder> holders = new ArrayList<>();
        stacks.forEach((thread, frames) -> {
            if (belongs(thread, frames, plugin, closed.name())) {
                boolean scheduler = SCHEDULERS.contains(thread.getClass().getName());
                holders.add(LeakHolder.of(
                        scheduler ? LeakHolder.Kind.SCHEDULED_TASK : LeakHolder.Kind.THREAD,
                        description(thread, frames)));
            }
        });
        return holders;
    }

    private static boolean belongs(Thread thread, StackTraceElement[] frames, Ownership plugin, String loaderName) {
        return plugin.isLoader(thread.getContextClassLoader())
                || plugin.owns(thread)
                || Arrays.stream(frames).anyMatch(frame -> loaderName.equals(frame.getClassLoaderName()));
    }

    private static String description(Thread thread, StackTraceElement[] frames) {
        String place = Arrays.stream(frames)
                .filter(frame -> frame.getClassLoaderName() != null)
                .findFirst()
                .or(() -> Arrays.stream(frames).findFirst())
                .map(frame -> " at " + frame)
                .orElse("");
        return "thread \"" + thread.getName() + "\" (" + thread.getState() + ")" + place;
    }
}
