package com.adgenius.host.runtime;

import com.adgenius.leak.Cleaning;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import se.jiderhamn.classloader.RedefiningClassLoader;
import se.jiderhamn.classloader.leak.JUnitClassloaderRunner;

/**
 * Judges the triggers of the corpus by the leak test framework, without a runtime and in a JVM of its own: whether a class
 * loader leaks when nobody cleans up after it, and whether it is collected after our cleaning. Else a trigger that leaves
 * nothing behind would pass for one that was cleaned up after.
 */
final class LeakControl {

    static final String LINE = "CONTROL ";

    private static final int COLLECTIONS = 8;
    private static final int WAIT_MILLIS = 50;

    /** What is not the guest's own: the JDK, of which {@code javax} has parts in libraries, and the tests. */
    private static final String[] NOT_THE_GUESTS = {
        "java.",
        "jdk.",
        "sun.",
        "com.sun.",
        "org.w3c.",
        "org.xml.",
        "org.junit.",
        "junit.",
        "com.adgenius.",
        "javax.crypto.",
        "javax.imageio.",
        "javax.management.",
        "javax.naming.",
        "javax.net.",
        "javax.print.",
        "javax.security.",
        "javax.sql.",
        "javax.swing.",
        "javax.xml."
    };

    private final ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

    private LeakControl() {}

    /** The framework's loader of classes that others could load too. */
    private static final class Guest extends RedefiningClassLoader {

        private final ClassLoader classes;

        Guest(ClassLoader classes, String name) {
            super(classes, name, NOT_THE_GUESTS);
            this.classes = classes;
        }

        /** The framework defers classes alone to the loader that it is given. */
        @Override
        protected URL findResource(String name) {
            return classes.getResource(name);
        }

        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            return classes.getResources(name);
        }

        Class<?> define(String name, byte[] content) {
            return defineClass(name, content, 0, content.length);
        }
    }

    /** A line for each trigger: its label, whether its loader leaked, whether it was collected after cleaning. */
    public static void main(String[] arguments) throws Exception {
        Cleaning.prepare();
        Path folder = Path.of(arguments[0]);
        for (Trigger trigger : LeakCorpus.TRIGGERS) {
            LeakControl control = new LeakControl();
            boolean leaked = !control.leavesNothing(trigger, folder);
            System.out.println();
            System.out.println(LINE + trigger.label() + "|" + leaked + "|" + (!leaked || control.cleans()));
        }
        System.exit(0);
    }

    private Optional<WeakReference<ClassLoader>> watched = Optional.empty();

    private boolean leavesNothing(Trigger trigger, Path folder) throws Exception {
        Path jar = Files.createTempFile(folder, "control", ".jar");
        PluginJar content = PluginJar.of("control", "1.0.0");
        LeakCorpus.content(trigger).forEach(content::entry);
        Files.write(jar, content.bytes());
        WeakReference<ClassLoader> guest = trigger.place() == Trigger.Place.CALL
                ? worker.submit(() -> run(trigger, jar)).get(1, TimeUnit.MINUTES)
                : onAThreadThatEnds(() -> run(trigger, jar));
        watched = Optional.of(guest);
        return isCollected(guest);
    }

    private static <T> T onAThreadThatEnds(Callable<T> work) throws Exception {
        try (ExecutorService ending = Executors.newSingleThreadExecutor()) {
            return ending.submit(work).get(1, TimeUnit.MINUTES);
        }
    }

    private WeakReference<ClassLoader> run(Trigger trigger, Path jar) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URLClassLoader classes =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, LeakControl.class.getClassLoader());
        Guest guest = new Guest(classes, trigger.label());
        thread.setContextClassLoader(guest);
        try {
            System.out.println(trigger.label() + ": " + TriggerCall.run(guest, trigger.name()));
        } finally {
            thread.setContextClassLoader(before);
        }
        guest.markAsZombie();
        return new WeakReference<>(guest, queue);
    }

    private boolean cleans() throws Exception {
        WeakReference<ClassLoader> guest = watched.orElseThrow();
        onAThreadThatEnds(() -> {
            Guest loader = (Guest) guest.get();
            if (loader != null) {
                System.out.println(Cleaning.after(loader, loader::define));
            }
            return true;
        });
        return isCollected(guest);
    }

    private boolean isCollected(WeakReference<ClassLoader> guest) throws InterruptedException {
        for (int collection = 0; collection < COLLECTIONS && !guest.refersTo(null); collection++) {
            JUnitClassloaderRunner.forceGc();
            queue.remove(WAIT_MILLIS);
        }
        return guest.refersTo(null);
    }
}
