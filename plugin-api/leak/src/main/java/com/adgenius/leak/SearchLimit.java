package com.adgenius.leak;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Says whether a search goes on: until its time is over, until none of what it looks for is left, or until its thread is
 * interrupted. Asked for each object of a dump, so that it looks at the clock only now and then.
 */
final class SearchLimit implements BooleanSupplier {

    private static final int QUESTIONS = 1024;

    private final Collection<ClosedLoader> wanted;
    private final long end;
    private int questions;
    private boolean over;

    SearchLimit(Duration limit, Collection<ClosedLoader> wanted) {
        this.wanted = List.copyOf(wanted);
        this.end = System.nanoTime() + limit.toNanos();
    }

    @Override
    public boolean getAsBoolean() {
        if (questions++ % QUESTIONS == 0) {
            over |= System.nanoTime() > end || Thread.currentThread().isInterrupted() || noneIsLeft();
        }
        return !over;
    }

    private boolean noneIsLeft() {
        return wanted.stream().allMatch(loader -> loader.refersTo(null));
    }
}
