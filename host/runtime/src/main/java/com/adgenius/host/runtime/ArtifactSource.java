package com.adgenius.host.runtime;

import java.io.IOException;
import java.nio.file.Path;

/** Gives the jar of an artifact. The runtime copies the file and verifies the copy, so it may change afterwards. */
@FunctionalInterface
public interface ArtifactSource {

    /**
     * A file that holds the artifact's jar. Called on a thread that is interrupted and given up when it takes longer than
     * the entry {@link Entry#FETCH} allows.
     *
     * @throws IOException when there is no such artifact, or it cannot be read
     */
    Path fetch(ArtifactId id) throws IOException;
}
