package com.adgenius.host.server.storage;

import static java.util.Objects.requireNonNull;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.connection.ServerMonitoringMode;
import com.mongodb.event.ConnectionCheckOutFailedEvent;
import com.mongodb.event.ConnectionCheckOutFailedEvent.Reason;
import com.mongodb.event.ConnectionPoolListener;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.UuidRepresentation;
import reactor.core.publisher.Mono;

/**
 * The connection to MongoDB. Writes are acknowledged by a majority after they reached the journal.
 *
 * <p>A domain sees either {@link #publicDatabase} or {@link TenantDatabase}, never a database by a name of its choice.
 */
public final class MongoConnection implements AutoCloseable {

    /** The database that all tenants share. */
    public static final String PUBLIC_DATABASE = "adgenius_public";

    private static final int OWN_CONNECTIONS = 100;
    private static final int CONNECTIONS_AS_ANOTHER = 10;

    private final MongoClient client;
    private final ConnectionString address;

    private MongoConnection(ConnectionString address, MongoClientSettings settings) {
        this.client = MongoClients.create(settings);
        this.address = address;
    }

    /** Connects to the address; each wait of the driver has a limit of its own. */
    public static MongoConnection to(String uri) {
        ConnectionString address = new ConnectionString(requireNonNull(uri, "uri is null"));
        return new MongoConnection(address, settings(address, OWN_CONNECTIONS).build());
    }

    /**
     * A connection to the same server as another user, with a pool of its own whose connections go when they are idle. It
     * is the caller's to close.
     *
     * @param failed called each time a connection cannot be made, for instance because the password is another by now;
     *     must not block
     */
    public MongoConnection as(MongoLogin login, Runnable failed) {
        requireNonNull(failed, "failed is null");
        MongoCredential credential = MongoCredential.createScramSha256Credential(
                login.user(), login.database(), login.password().toCharArray());
        return new MongoConnection(
                address,
                settings(address, CONNECTIONS_AS_ANOTHER)
                        .credential(credential)
                        // Without a second connection that waits for news of each server.
                        .applyToServerSettings(server -> server.serverMonitoringMode(ServerMonitoringMode.POLL))
                        .applyToConnectionPoolSettings(pool -> pool.minSize(0)
                                .maxConnectionIdleTime(1, TimeUnit.MINUTES)
                                .addConnectionPoolListener(new ConnectionPoolListener() {
                                    @Override
                                    public void connectionCheckOutFailed(ConnectionCheckOutFailedEvent event) {
                                        if (event.getReason() == Reason.CONNECTION_ERROR) {
                                            failed.run();
                                        }
                                    }
                                }))
                        .build());
    }

    private static MongoClientSettings.Builder settings(ConnectionString address, int connections) {
        return MongoClientSettings.builder()
                .applyConnectionString(address)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(10, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(connections).maxWaitTime(10, TimeUnit.SECONDS))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .retryWrites(false)
                .uuidRepresentation(UuidRepresentation.STANDARD);
    }

    /** The database that all tenants share. */
    public MongoDatabase publicDatabase() {
        return client.getDatabase(PUBLIC_DATABASE);
    }

    /** Whether the server answers within that time. */
    public boolean answers(Duration within) {
        try {
            Mono.from(publicDatabase().runCommand(new Document("ping", 1))).block(within);
            return true;
        } catch (MongoException | IllegalStateException _) {
            return false;
        }
    }

    /** As whom the server knows this connection, and what that user may do: the answer to {@code connectionStatus}. */
    public Document status() {
        return Await.one(client.getDatabase("admin")
                .runCommand(new Document("connectionStatus", 1).append("showPrivileges", true)));
    }

    MongoDatabase database(String name) {
        return client.getDatabase(name);
    }

    @Override
    public void close() {
        client.close();
    }
}
