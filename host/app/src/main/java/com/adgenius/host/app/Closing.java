package com.adgenius.host.app;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be closed, the last first; one that fails does not keep the others open. */
final class Closing implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Closing.class.getName());

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** Closes the part with the rest. */
    <T extends AutoCloseable> T with(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        boolean interrupted = false;
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (InterruptedException _) {
                interrupted = true;
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, part.getClass().getSimpleName() + " did not close", e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
