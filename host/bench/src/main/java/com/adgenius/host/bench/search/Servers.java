package com.adgenius.host.bench.search;

import com.adgenius.host.bench.Launched;
import com.adgenius.host.bench.TemporaryFolder;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import java.io.IOException;
import java.net.URI;

/** The servers of {@code ./adgenius servers}, for their Qdrant. */
public final class Servers {

    private Servers() {}

    /** Starts them on free ports, with their data in that folder. */
    public static Launched start(TemporaryFolder folder) throws IOException, InterruptedException {
        return Launched.start(
                "servers",
                "--data",
                folder.resolve("servers").toString(),
                "--mongodb-port",
                "0",
                "--redis-port",
                "0",
                "--qdrant-port",
                "0",
                "--smtp-port",
                "0");
    }

    /** A client of their Qdrant. */
    public static QdrantClient qdrant(Launched servers) {
        URI place = URI.create(servers.address("qdrant"));
        return new QdrantClient(QdrantGrpcClient.newBuilder(place.getHost(), place.getPort(), false, false)
                .build());
    }
}
