package com.adgenius.host.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for what keeps a closed class loader alive, as far as the JDK shows it. */
final class LeakSearch {

    private LeakSearch() {}

    /** What keeps the loader, at least one holder; {@link LeakHolder.Kind#UNKNOWN} when nothing was found. */
    static List<LeakHolder> holders(ClassLoader loader) {
        List<LeakHolder> holders = new ArrayList<>();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (belongs(thread, frames, loader)) {
                holders.add(new LeakHolder(LeakHolder.Kind.THREAD, description(thread, frames)));
            }
        });
        holders.addAll(VirtualThreads.inside(loader));
        if (holders.isEmpty()) {
            holders.add(new LeakHolder(
                    LeakHolder.Kind.UNKNOWN,
                    "no live thread: a shutdown hook, a thread-local, a scheduled task or an object of the host's; a "
                            + "heap dump shows the path to the class loader \"" + loader.getName() + "\""));
        }
        return holders;
    }

    private static boolean belongs(Thread thread, StackTraceElement[] frames, ClassLoader loader) {
        return descends(thread.getContextClassLoader(), loader)
                || descends(thread.getClass().getClassLoader(), loader)
                || Arrays.stream(frames)
                        .anyMatch(frame -> String.valueOf(loader.getName()).equals(frame.getClassLoaderName()));
    }

    /** A plugin's own loaders have the plugin's above them. */
    @SuppressWarnings("ReferenceEquality") // loaders are told apart by identity
    private static boolean descends(@Nullable ClassLoader candidate, ClassLoader loader) {
        for (ClassLoader current = candidate; current != null; current = current.getParent()) {
            if (current == loader) {
                return true;
            }
        }
        return false;
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
