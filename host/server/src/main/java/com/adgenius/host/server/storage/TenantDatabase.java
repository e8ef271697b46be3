package com.adgenius.host.server.storage;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.TenantScope;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * The database of the tenant in scope. What it gives is to be used within that scope: the connection may be closed after
 * it.
 */
public final class TenantDatabase {

    private final MongoConnection own;
    private final Supplier<MongoDatabase> databases;

    /** The tenants' databases behind the one connection. */
    public TenantDatabase(MongoConnection connection) {
        this.own = requireNonNull(connection, "connection is null");
        this.databases = () -> named(connection);
    }

    /**
     * The tenants' databases behind a connection for each. What {@link Await} waits for over one whose login was refused is
     * asked once more, over the one that is the tenant's then.
     *
     * @param own the host's, which removes databases
     * @param connections the connection of the tenant in scope
     */
    public TenantDatabase(MongoConnection own, Supplier<MongoConnection> connections) {
        this.own = requireNonNull(own, "own is null");
        requireNonNull(connections, "connections is null");
        this.databases = () -> Reconnecting.database(() -> named(connections.get()));
    }

    private static MongoDatabase named(MongoConnection connection) {
        return connection.database(TenantScope.current().databaseName());
    }

    /** A collection of the tenant in scope. */
    public MongoCollection<Document> collection(String name) {
        return current().getCollection(name);
    }

    /** Removes the database of the tenant in scope with all that is in it. */
    public void drop() {
        Await.done(own.database(TenantScope.current().databaseName()).drop());
    }

    /** The whole database of the tenant in scope, for GridFS. */
    public MongoDatabase current() {
        return databases.get();
    }
}
