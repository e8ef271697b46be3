package com.adgenius.host.server.storage;

import static java.util.Objects.requireNonNull;

/**
 * Who logs in to MongoDB.
 *
 * @param user the user's name
 * @param database where the user is defined
 * @param password the user's; in no text that this record makes
 */
public record MongoLogin(String user, String database, String password) {

    public MongoLogin {
        requireNonNull(user, "user is null");
        requireNonNull(database, "database is null");
        requireNonNull(password, "password is null");
    }

    @Override
    public String toString() {
        return "MongoLogin[" + user + " of " + database + "]";
    }
}
