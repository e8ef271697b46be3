package com.adgenius.host.app.architecture;

import com.adgenius.host.app.SourceTree;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The class folders of every module of a Maven tree. A module whose sources were not compiled is an error: a rule must
 * never pass because it saw nothing.
 */
final class Reactor {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private final Path root;

    private Reactor(Path root) {
        this.root = root;
    }

    /** The tree this test runs in. */
    static Reactor ofThisBuild() {
        return new Reactor(SourceTree.root());
    }

    static Reactor at(Path root) {
        return new Reactor(root);
    }

    /** The product's classes, with those of {@code added} folders among them. */
    JavaClasses productAnd(Path... added) {
        return imported("src/main/java", "target/classes", added);
    }

    /** The classes of every module's tests, with those of {@code added} folders among them. */
    JavaClasses testsAnd(Path... added) {
        return imported("src/test/java", "target/test-classes", added);
    }

    private JavaClasses imported(String sources, String classes, Path... added) {
        List<Path> folders = new ArrayList<>(List.of(added));
        for (Path module : modules()) {
            if (holds(module.resolve(sources), ".java")) {
                Path folder = module.resolve(classes);
                if (!holds(folder, ".class")) {
                    throw new IllegalStateException("no class in " + folder + ": build all modules, ./mvnw test");
                }
                folders.add(folder);
            }
        }
        return new ClassFileImporter().importPaths(folders);
    }

    private List<Path> modules() {
        try {
            return MODULE.matcher(Files.readString(root.resolve("pom.xml")))
                    .results()
                    .map((MatchResult module) -> root.resolve(module.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the modules of " + root, e);
        }
    }

    private static boolean holds(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(ending));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }
}
