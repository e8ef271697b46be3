package com.adgenius.host.server.databaseuser;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.MongoLogin;
import com.adgenius.host.server.storage.TenantConnections;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.vault.Vault;
import com.mongodb.MongoCommandException;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The tenants' users in MongoDB. A user's password lies sealed in its tenant's document of the public database, and is
 * written there before the user has it: whoever finds the user unmade, or is cut off, goes on with the same password.
 * Where it was taken away from there, the user gets another one when the tenant is next worked for.
 */
public final class DatabaseUsers implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(DatabaseUsers.class.getName());

    /** How many tenants' connections a node keeps that nobody works with. */
    private static final int IDLE_CONNECTIONS = 256;

    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final int PASSWORD_BYTES = 32;

    private static final String FIELD = "database_user";
    private static final String PASSWORD = "password_sealed";
    private static final String MADE = "made";
    private static final Bson STAYS = nin("deletion.state", "erasing", "erased");

    /** Not authorized, no such command, not supported, and what Atlas says of what it forbids. */
    private static final Set<Integer> FORBIDDEN = Set.of(13, 59, 115, 8_000);

    private static final int USER_NOT_FOUND = 11;

    private static final String SWITCH = "Where the server makes no users by command, start with"
            + " --tenant-database-users=false: then the host's user works for every tenant.";

    /** The second is what servers said before they had a code for it. */
    private static final Set<Integer> USER_EXISTS = Set.of(51_003, 11_000);

    private final MongoCollection<Document> tenants;
    private final TenantDatabase asHost;
    private final TenantDatabase asTenant;
    private final Vault vault;
    private final TenantConnections<MongoConnection> connections;
    private final SecureRandom random = new SecureRandom();

    DatabaseUsers(MongoConnection mongo, Vault vault) {
        this.tenants = mongo.publicDatabase().getCollection("tenants");
        this.vault = requireNonNull(vault, "vault is null");
        this.connections = new TenantConnections<>(this::login, new AsUser(mongo), IDLE_CONNECTIONS, System::nanoTime);
        this.asHost = new TenantDatabase(mongo);
        this.asTenant = new TenantDatabase(mongo, connections::current);
    }

    record AsUser(MongoConnection mongo) implements TenantConnections.Connector<MongoConnection> {

        @Override
        public MongoConnection connect(MongoLogin login, Runnable failed) {
            return mongo.as(login, failed);
        }

        @Override
        public void close(MongoConnection connection) {
            connection.close();
        }
    }

    /**
     * The users of a server that has access control; empty where it has none. Asks the server, and logs what it said.
     *
     * @param wanted whether tenants are to have users where they could
     */
    public static Optional<DatabaseUsers> of(MongoConnection mongo, Vault vault, boolean wanted) {
        return of(AccessControl.of(mongo), mongo, vault, wanted);
    }

    static Optional<DatabaseUsers> of(AccessControl access, MongoConnection mongo, Vault vault, boolean wanted) {
        if (!access.inUse()) {
            LOG.log(System.Logger.Level.DEBUG, "MongoDB is used without access control; tenants get no users in it");
            return Optional.empty();
        }
        if (!wanted) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "MongoDB is used with access control, and by --tenant-database-users=false the host's user reaches"
                            + " every tenant's database");
            return Optional.empty();
        }
        LOG.log(
                System.Logger.Level.INFO,
                "MongoDB is used with access control; each tenant gets a user for its own database alone");
        if (!access.missing().isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The host's user in MongoDB seems to lack the actions " + String.join(", ", access.missing())
                            + " on any database; tenants cannot be made or erased without them. Give it the roles that"
                            + " the README names. " + SWITCH);
        }
        return Optional.of(new DatabaseUsers(mongo, vault));
    }

    /** The database of the tenant in scope, as that tenant's user. */
    public TenantDatabase tenantDatabase() {
        return asTenant;
    }

    /** Makes the user of the tenant in scope, or gives it the password and the role that it should have; idempotent. */
    public void provision() {
        make();
    }

    /**
     * How the tenant in scope logs in; its user is made where that was not done yet.
     *
     * @throws IllegalStateException where there is no such tenant, or it is being erased
     */
    MongoLogin login() {
        Tenant tenant = TenantScope.current();
        return stored(tenant)
                .filter(user -> user.getBoolean(MADE, false))
                .map(user -> opened(tenant, user))
                .orElseGet(this::make);
    }

    private MongoLogin make() {
        Tenant tenant = TenantScope.current();
        Await.one(tenants.updateOne(
                and(eq(tenant.slug()), STAYS, exists(FIELD, false)),
                set(FIELD, new Document(PASSWORD, vault.seal(context(tenant), newPassword())))));
        Document user = stored(tenant)
                .orElseThrow(() -> new IllegalStateException(
                        "Tenant " + tenant.slug() + " is erased or unknown and has no user in MongoDB"));
        MongoLogin login = opened(tenant, user);
        write(login);
        boolean counts = Await.one(tenants.updateOne(
                                and(eq(tenant.slug()), STAYS, eq(FIELD + "." + PASSWORD, user.getString(PASSWORD))),
                                set(FIELD + "." + MADE, true)))
                        .getMatchedCount()
                == 1;
        // Else the password was taken away meanwhile, and another worker's may have been overwritten.
        return counts ? login : make();
    }

    private Optional<Document> stored(Tenant tenant) {
        return Await.first(tenants.find(and(eq(tenant.slug()), STAYS, exists(FIELD)))
                        .projection(Projections.include(FIELD))
                        .first())
                .map(document -> document.get(FIELD, Document.class));
    }

    private MongoLogin opened(Tenant tenant, Document user) {
        return new MongoLogin(
                userOf(tenant), tenant.databaseName(), vault.open(context(tenant), user.getString(PASSWORD)));
    }

    private void write(MongoLogin login) {
        try {
            Await.one(asHost.current().runCommand(UserCommands.create(login)));
        } catch (MongoCommandException e) {
            if (!USER_EXISTS.contains(e.getErrorCode())) {
                throw explained(e);
            }
            update(login);
        }
    }

    private void update(MongoLogin login) {
        try {
            Await.one(asHost.current().runCommand(UserCommands.update(login)));
        } catch (MongoCommandException e) {
            throw explained(e);
        }
    }

    /** Removes the user of the tenant in scope, which gets no other where it is being erased; idempotent. */
    public void drop() {
        Tenant tenant = TenantScope.current();
        try {
            Await.one(asHost.current().runCommand(UserCommands.drop(userOf(tenant))));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != USER_NOT_FOUND) {
                throw explained(e);
            }
        }
        Await.one(tenants.updateOne(eq(tenant.slug()), unset(FIELD)));
        connections.forget(tenant.slug());
    }

    private static RuntimeException explained(MongoCommandException e) {
        return FORBIDDEN.contains(e.getErrorCode())
                ? new IllegalStateException(
                        "MongoDB does not let the host's user make, change or drop users of tenants' databases; the"
                                + " README says which roles it needs. " + SWITCH,
                        e)
                : e;
    }

    private static String userOf(Tenant tenant) {
        return "tenant_" + tenant.slug();
    }

    private static String context(Tenant tenant) {
        return "tenant/" + tenant.slug() + "/" + FIELD;
    }

    private String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Closes the connections of tenants for whom nothing was done for ten minutes. */
    public void closeIdle() {
        connections.closeIdle(IDLE);
    }

    @Override
    public void close() {
        connections.close();
    }
}
