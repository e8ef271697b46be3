package com.adgenius.host.server.databaseuser;

import com.adgenius.host.server.storage.MongoConnection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;

/**
 * Whether the server knows who is connected, and what the host's user lacks.
 *
 * @param inUse whether the host is connected as a user
 * @param missing the actions on any database that tenants' users need of the host's, and that it may not do
 */
record AccessControl(boolean inUse, Set<String> missing) {

    private static final Set<String> NEEDED =
            Set.of("createUser", "changePassword", "grantRole", "revokeRole", "dropUser", "dropDatabase");

    private static final AccessControl NONE = new AccessControl(false, Set.of());

    AccessControl {
        missing = Set.copyOf(missing);
    }

    /** Asks the server. */
    static AccessControl of(MongoConnection mongo) {
        return read(mongo.status());
    }

    static AccessControl read(Document answer) {
        Document info = answer.get("authInfo", new Document());
        if (info.getList("authenticatedUsers", Document.class, List.of()).isEmpty()) {
            return NONE;
        }
        Set<String> missing = new TreeSet<>(NEEDED);
        for (Document privilege : info.getList("authenticatedUserPrivileges", Document.class, List.of())) {
            if (isOnAnyDatabase(privilege.get("resource", new Document()))) {
                privilege.getList("actions", String.class, List.of()).forEach(missing::remove);
            }
        }
        return new AccessControl(true, missing);
    }

    private static boolean isOnAnyDatabase(Document resource) {
        return resource.getBoolean("anyResource", false)
                || "".equals(resource.get("db")) && "".equals(resource.get("collection"));
    }
}
