package com.adgenius.host.server.storage;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.TenantScope;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;

/** The database of the tenant in scope. */
public final class TenantDatabase {

    private final MongoConnection connection;

    /** The tenants' databases behind the connection. */
    public TenantDatabase(MongoConnection connection) {
        this.connection = requireNonNull(connection, "connection is null");
    }

    /** A collection of the tenant in scope. */
    public MongoCollection<Document> collection(String name) {
        return current().getCollection(name);
    }

    /** Removes the database of the tenant in scope with all that is in it. */
    public void drop() {
        Await.done(current().drop());
    }

    /** The whole database of the tenant in scope, for GridFS. */
    public MongoDatabase current() {
        return connection.database(TenantScope.current().databaseName());
    }
}
