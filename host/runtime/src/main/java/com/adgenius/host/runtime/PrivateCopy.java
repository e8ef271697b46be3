package com.adgenius.host.runtime;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.jar.JarFile;

/** The verified file that instances of one artifact run from. Each of them gives it back when its class loader is closed. */
final class PrivateCopy {

    private final PrivateCopies copies;
    private final ArtifactId artifact;
    private final Path jar;
    /** The JDK reads the directory of a jar that is open somewhere no second time. */
    private final JarFile open;

    /** Guarded by the copies. */
    private int users;

    PrivateCopy(PrivateCopies copies, ArtifactId artifact, Path jar, JarFile open) {
        this.copies = requireNonNull(copies, "copies is null");
        this.artifact = requireNonNull(artifact, "artifact is null");
        this.jar = requireNonNull(jar, "jar is null");
        this.open = requireNonNull(open, "open is null");
    }

    Path jar() {
        return jar;
    }

    ArtifactId artifact() {
        return artifact;
    }

    JarFile open() {
        return open;
    }

    PrivateCopy retained() {
        users++;
        return this;
    }

    /** Whether that was its last user. */
    boolean released() {
        return --users == 0;
    }

    boolean used() {
        return users > 0;
    }

    /** Gives it back. */
    void release() {
        copies.release(this);
    }
}
