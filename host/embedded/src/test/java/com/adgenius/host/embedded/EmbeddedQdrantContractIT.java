package com.adgenius.host.embedded;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in keeps the contract. */
class EmbeddedQdrantContractIT extends QdrantContract {

    @TempDir
    static Path folder;

    private static EmbeddedQdrant qdrant;

    @BeforeAll
    static void start() {
        qdrant = EmbeddedQdrant.start(folder.resolve("qdrant"), 0);
    }

    @AfterAll
    static void stop() {
        qdrant.close();
    }

    @Override
    String address() {
        return qdrant.address().toString();
    }
}
