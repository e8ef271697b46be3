package com.adgenius.leak;

/**
 * Makes a thread that ran a plugin's code as good as new: nothing that was left on it is found by what runs there next, and
 * none of it keeps the plugin's class loader. The JDK does the same to a {@code ForkJoinWorkerThread} that is to preserve no
 * thread-locals.
 */
public final class ThreadReset {

    private ThreadReset() {}

    /** Whether this JVM lets it; where not, a thread has to end after a plugin's code. */
    public static boolean isPossible() {
        return ThreadLocals.OWN.isPresent() && ThreadLocals.INHERITABLE.isPresent();
    }

    /**
     * Takes from the current thread its thread-locals, inheritable ones too, its interruption, its handler of uncaught
     * exceptions, and a priority or context class loader that differs from a new thread's. Whoever is still on its stack
     * loses thread-locals, too.
     *
     * @throws IllegalStateException where it is not possible
     */
    public static void run() {
        Thread thread = Thread.currentThread();
        try {
            ThreadLocals.OWN.orElseThrow(ThreadReset::refused).set(thread, null);
            ThreadLocals.INHERITABLE.orElseThrow(ThreadReset::refused).set(thread, null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        Thread.interrupted();
        thread.setUncaughtExceptionHandler(null);
        if (thread.getPriority() != Thread.NORM_PRIORITY) {
            thread.setPriority(Thread.NORM_PRIORITY);
        }
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    }

    private static IllegalStateException refused() {
        return new IllegalStateException("This JVM shows no thread-locals");
    }
}
