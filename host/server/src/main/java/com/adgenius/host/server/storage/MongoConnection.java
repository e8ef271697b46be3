package com.adgenius.host.server.storage;

import static java.util.Objects.requireNonNull;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
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

    private final MongoClient client;

    private MongoConnection(MongoClient client) {
        this.client = client;
    }

    /** Connects to the address; each wait of the driver has a limit of its own. */
    public static MongoConnection to(String uri) {
        requireNonNull(uri, "uri is null");
        return new MongoConnection(MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(10, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(100).maxWaitTime(10, TimeUnit.SECONDS))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .retryWrites(false)
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .build()));
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

    MongoDatabase database(String name) {
        return client.getDatabase(name);
    }

    @Override
    public void close() {
        client.close();
    }
}
