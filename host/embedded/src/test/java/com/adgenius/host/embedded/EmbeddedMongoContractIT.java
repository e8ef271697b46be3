package com.adgenius.host.embedded;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in keeps the contract. */
class EmbeddedMongoContractIT extends MongoContract {

    @TempDir
    static Path folder;

    private static EmbeddedMongo mongo;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start(folder.resolve("mongodb"), 0);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Override
    String address() {
        return mongo.address().toString();
    }
}
