package com.adgenius.host.server.plugin.node;

import java.time.Duration;

/** Does something again and again on a thread of its own, whatever it throws, until it is closed. */
final class Repeating implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Repeating.class.getName());
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final String name;
    private final Duration pause;
    private final Work work;
    private final Thread thread;

    private Repeating(String name, Duration pause, Work work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Begins now; the pause lies between the end of one turn and the begin of the next. */
    static Repeating start(String name, Duration pause, Work work) {
        Repeating repeating = new Repeating(name, pause, work);
        repeating.thread.start();
        return repeating;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                work.run();
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                return;
            } catch (Exception | StackOverflowError e) {
                LOG.log(System.Logger.Level.WARNING, name + " failed and is tried again", e);
                pauseAfterFailure();
            }
        }
    }

    private void pauseAfterFailure() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(END_LIMIT);
    }

    /** One turn. */
    @FunctionalInterface
    interface Work {

        void run() throws Exception;
    }
}
