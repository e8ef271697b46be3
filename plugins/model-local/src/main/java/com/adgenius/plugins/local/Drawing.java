package com.adgenius.plugins.local;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.awt.AWTError;

/**
 * Calls into Java2D with the platform's class loader as the thread's: Java2D keeps for ever the loader of whoever touches
 * it first, and the plugin's must be free to go.
 */
final class Drawing {

    private Drawing() {}

    /** Something that draws. */
    interface Work<T> {

        T run() throws PluginException, InterruptedException;
    }

    /**
     * Runs the work on this thread.
     *
     * @throws PluginException {@link FailureCode#MISSING_RESOURCE} where Java cannot draw on this machine
     */
    static <T> T call(Work<T> work) throws PluginException, InterruptedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return work.run();
        } catch (LinkageError | AWTError e) {
            throw new PluginException(
                    FailureCode.MISSING_RESOURCE,
                    "Java cannot draw text on this machine. Install fontconfig and one font, on Debian"
                            + " fontconfig and fonts-dejavu-core, and restart the host",
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
