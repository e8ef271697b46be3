package com.adgenius.host.embedded;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The library's own backend, which commits once a second: the fault that the durability check has to find. */
final class PlainMongo {

    private PlainMongo() {}

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.OFF);
        Path file = Path.of(arguments[0]);
        System.out.println("mongodb=" + new MongoServer(new H2Backend(file.toString())).bindAndGetConnectionString());
        System.out.println("READY");
    }
}
