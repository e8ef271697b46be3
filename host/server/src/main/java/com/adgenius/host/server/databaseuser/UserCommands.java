package com.adgenius.host.server.databaseuser;

import com.adgenius.host.server.storage.MongoLogin;
import java.util.List;
import org.bson.Document;

/** The commands about a tenant's user, to be sent to the tenant's own database, in which the user is defined. */
final class UserCommands {

    /** Reads and writes documents, makes and drops indexes and collections; not the database itself, nor users. */
    static final String ROLE = "readWrite";

    private UserCommands() {}

    static Document create(MongoLogin login) {
        return written("createUser", login);
    }

    /** Sets what {@link #create} sets, of a user that is there. */
    static Document update(MongoLogin login) {
        return written("updateUser", login);
    }

    private static Document written(String command, MongoLogin login) {
        return new Document(command, login.user())
                .append("pwd", login.password())
                .append("roles", List.of(new Document("role", ROLE).append("db", login.database())))
                .append("mechanisms", List.of("SCRAM-SHA-256"))
                .append("writeConcern", majority());
    }

    static Document drop(String user) {
        return new Document("dropUser", user).append("writeConcern", majority());
    }

    private static Document majority() {
        return new Document("w", "majority");
    }
}
