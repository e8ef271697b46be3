package com.adgenius.plugins.image;

/**
 * Runs what uses Java's imaging with the platform's class loader as the thread's context class loader.
 *
 * <p>The first use of it in a JVM keeps the context class loader of the thread for ever (AWT's main application context,
 * seen on JDK 25). Were that the plugin's, the plugin could never be unloaded.
 */
final class JdkImaging {

    private JdkImaging() {}

    /** An action that may find its picture unfit. */
    @FunctionalInterface
    interface Action<R> {

        R run() throws UnfitPictureException;
    }

    static <R> R run(Action<R> action) throws UnfitPictureException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
