package com.adgenius.host.app;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the tree is that a test runs in, whatever folder the test was started from. */
public final class SourceTree {
    private SourceTree() {}

    /** The folder of the launcher and the Maven wrapper. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "no folder with mvnw in it above " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }
}
