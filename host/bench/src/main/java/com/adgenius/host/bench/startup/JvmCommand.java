package com.adgenius.host.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of a JVM, as the launcher made it.
 *
 * @param words the program and its arguments, the class path and the main class among them
 */
record JvmCommand(List<String> words) {

    private static final String CACHE = "-XX:AOTCache=";
    private static final String CLASS_PATH = "-cp";

    JvmCommand {
        words = List.copyOf(words);
        if (!words.contains(CLASS_PATH)) {
            throw new IllegalArgumentException("No " + CLASS_PATH + " in " + words);
        }
    }

    /** The command of a process that runs; the JDK itself knows none that is longer than a page of memory. */
    static JvmCommand of(long process) throws IOException {
        String words = Files.readString(Path.of("/proc", Long.toString(process), "cmdline"));
        return new JvmCommand(List.of(words.split("\0")));
    }

    /** What stands before the class path. */
    String options() {
        return String.join(" ", words.subList(0, words.indexOf(CLASS_PATH)));
    }

    boolean hasCache() {
        return words.stream().anyMatch(word -> word.startsWith(CACHE));
    }

    JvmCommand withoutCache() {
        return new JvmCommand(
                words.stream().filter(word -> !word.startsWith(CACHE)).toList());
    }

    /** The same with more options of the JVM. */
    JvmCommand with(String... options) {
        return new JvmCommand(Stream.of(words.subList(0, 1), List.of(options), words.subList(1, words.size()))
                .flatMap(List::stream)
                .toList());
    }

    /** The same JVM and options for another program. */
    JvmCommand running(String classPath, Class<?> main) {
        List<String> other = new ArrayList<>(words.subList(0, words.indexOf(CLASS_PATH)));
        other.addAll(List.of(CLASS_PATH, classPath, main.getName()));
        return new JvmCommand(other);
    }
}
