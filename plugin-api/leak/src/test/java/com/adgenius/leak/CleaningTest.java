package com.adgenius.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.ReferenceQueue;
import java.net.Authenticator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a guest left behind is removed and named, and then its loader is collected; what the host has stays. */
class CleaningTest {

    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("host-worker").factory());

    @AfterEach
    void end() {
        worker.shutdownNow();
    }

    @Test
    void aShutdownHookIsRemoved() throws Exception {
        Cleaning cleaning = cleanAfter("hook");

        assertThat(cleaning.cleaned()).singleElement().satisfies(cleaned -> {
            assertThat(cleaned.kind()).isEqualTo(CleanedUp.Kind.SHUTDOWN_HOOK);
            assertThat(cleaned.detail()).contains("guest-hook");
        });
    }

    @Test
    void aThreadLocalOfAThreadThatLivesOnIsEmptied() throws Exception {
        ThreadLocal<String> hosts = new ThreadLocal<>();
        worker.submit(() -> hosts.set("kept")).get(1, TimeUnit.MINUTES);

        Cleaning cleaning = cleanAfter("thread-local");

        assertThat(cleaning.cleaned()).singleElement().satisfies(cleaned -> {
            assertThat(cleaned.kind()).isEqualTo(CleanedUp.Kind.THREAD_LOCAL);
            assertThat(cleaned.detail()).contains("host-worker", Guest.class.getName());
        });
        assertThat(worker.submit(hosts::get).get(1, TimeUnit.MINUTES)).isEqualTo("kept");
    }

    @Test
    void anAuthenticatorOfTheHostsStays() throws Exception {
        Cleaning.prepare();
        Authenticator before = new Authenticator() {};
        Authenticator.setDefault(before);
        try {
            GuestLoader loader = new GuestLoader();

            Cleaning cleaning = Cleaning.after(loader, loader::define);

            assertThat(cleaning.failures()).isEmpty();
            assertThat(cleaning.cleaned()).isEmpty();
            assertThat(Authenticator.getDefault()).isSameAs(before);
        } finally {
            Authenticator.setDefault(null);
        }
    }

    /** Leaves no object of the guest's on the stack of the calling thread. */
    private Cleaning cleanAfter(String what) throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        List<Object> result = worker.submit(() -> {
                    GuestLoader loader = new GuestLoader();
                    Consumer<String> guest = loader.guest();
                    guest.accept(what);
                    ClosedLoader closed = ClosedLoader.of(loader, collected);
                    return List.<Object>of(Cleaning.after(loader, loader::define), closed);
                })
                .get(1, TimeUnit.MINUTES);
        ClosedLoader closed = (ClosedLoader) result.getLast();
        for (int attempt = 0; attempt < 100 && !closed.refersTo(null); attempt++) {
            System.gc();
            collected.remove(100);
        }
        assertThat(closed.refersTo(null)).as("collected").isTrue();
        return (Cleaning) result.getFirst();
    }
}
