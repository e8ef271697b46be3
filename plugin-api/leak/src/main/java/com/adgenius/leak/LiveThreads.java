package com.adgenius.leak;

import java.util.Arrays;
import java.util.List;

/** The live platform threads, without the walk through their stacks that {@code Thread.getAllStackTraces} makes. */
final class LiveThreads {

    private static final ThreadGroup ROOT = root();
    private static final String COMMON_SCHEDULER = "ForkJoinPool.commonPool-delayScheduler";

    private LiveThreads() {}

    static List<Thread> all() {
        Thread[] found = new Thread[ROOT.activeCount() + 16];
        int count = ROOT.enumerate(found, true);
        while (count == found.length) {
            found = new Thread[found.length * 2];
            count = ROOT.enumerate(found, true);
        }
        return Arrays.asList(found).subList(0, count);
    }

    /**
     * Whether the JDK started the thread for itself: in the group above all others, or for all who delay tasks by the common
     * pool.
     */
    static boolean isTheJdks(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null
                && (group == ROOT
                        || group.getName().equals("InnocuousThreadGroup")
                        || thread.getName().equals(COMMON_SCHEDULER));
    }

    private static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
