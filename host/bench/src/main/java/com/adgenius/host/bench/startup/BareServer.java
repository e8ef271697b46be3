package com.adgenius.host.bench.startup;

import io.helidon.webserver.WebServer;

/** The least that a Helidon SE server can be: one route. */
public final class BareServer {

    private BareServer() {}

    /** Starts it on a free port and says so as the host does. */
    public static void main(String[] arguments) {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .routing(routing -> routing.get("/hello", (_, response) -> response.send("hello")))
                .build()
                .start();
        System.out.println("READY http://localhost:" + server.port());
        System.out.flush();
    }
}
