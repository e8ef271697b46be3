package com.adgenius.plugins.openai;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** When a call must have its answer. */
record Deadline(long nanoTime) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** How long until then; never negative. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    boolean passed() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /**
     * Closes the stream when the deadline passes, until it is closed itself. The timeout of an HTTP request ends with the
     * head of the answer; a body that trickles would last for ever.
     */
    Watch watch(InputStream stream) {
        return new Watch(this, stream);
    }

    /** Waits beside one reading, and is gone when {@link #close} returned. */
    static final class Watch implements AutoCloseable {

        private final Thread timer;
        private volatile boolean fired;

        private Watch(Deadline deadline, InputStream stream) {
            this.timer = Thread.ofVirtual()
                    .name("model-openai deadline")
                    .inheritInheritableThreadLocals(false)
                    .start(() -> closeAt(deadline, stream));
        }

        /** Whether the stream was closed because the deadline passed. */
        boolean fired() {
            return fired;
        }

        private void closeAt(Deadline deadline, InputStream stream) {
            try {
                Thread.sleep(deadline.remaining());
                fired = true;
                stream.close();
            } catch (InterruptedException _) {
                // The answer was read in time.
            } catch (IOException _) {
                // Whoever reads is told by the stream.
            }
        }

        @Override
        public void close() {
            timer.interrupt();
            boolean interrupted = Thread.interrupted();
            try {
                timer.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
