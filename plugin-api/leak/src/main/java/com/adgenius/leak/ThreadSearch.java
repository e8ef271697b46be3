package com.adgenius.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the threads that run a plugin's code or that it started: the JDK shows them without a heap dump. */
final class ThreadSearch {

    private static final String TIMER = "java.util.TimerThread";

    private ThreadSearch() {}

    /** The threads that keep the loader; none where it is collected. */
    static List<LeakHolder> holders(ClosedLoader closed) {
        ClassLoader loader = closed.get();
        if (loader == null) {
            return List.of();
        }
        Ownership plugin = new Ownership(loader);
        List<LeakHolder> holders = new ArrayList<>();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (belongs(thread, frames, plugin, closed.name())) {
                boolean timer = thread.getClass().getName().equals(TIMER);
                holders.add(LeakHolder.of(
                        timer ? LeakHolder.Kind.SCHEDULED_TASK : LeakHolder.Kind.THREAD, description(thread, frames)));
            }
        });
        holders.addAll(VirtualThreads.inside(loader));
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
