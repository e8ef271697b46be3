package com.example.listener;

import com.adgenius.plugin.Event;
import com.adgenius.plugin.EventListener;
import com.adgenius.plugin.TenantContext;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A plugin that leaves a thread behind for each event. */
public final class ThreadListener implements EventListener {

    public static final String THREAD = "left behind";

    private final Clock clock;

    public ThreadListener(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Set<String> types() {
        return Set.of("at." + clock.getZone().getId());
    }

    @Override
    public void onEvent(Event event, TenantContext context) {
        Thread thread = new Thread(this::waitForInterruption, THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    private void waitForInterruption() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park(this);
        }
    }
}
