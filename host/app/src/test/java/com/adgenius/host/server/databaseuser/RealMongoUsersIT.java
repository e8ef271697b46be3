package com.adgenius.host.server.databaseuser;

import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.MongoLogin;
import com.adgenius.host.server.storage.TenantConnections;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.vault.Vault;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What MongoDB itself lets a tenant's user do; it leaves nothing on the server. */
@EnabledIfEnvironmentVariable(
        named = RealMongoUsersIT.ADDRESS,
        matches = ".+",
        disabledReason = "names no MongoDB with access control")
class RealMongoUsersIT {

    static final String ADDRESS = "ADGENIUS_TEST_MONGODB";

    private static final int UNAUTHORIZED = 13;

    private final String address = System.getenv(ADDRESS);
    private final MongoConnection mongo = MongoConnection.to(address);
    private final Vault vault =
            Vault.open(Optional.of(Base64.getEncoder().encodeToString(new byte[32])), Path.of("unused"));
    private final DatabaseUsers users = new DatabaseUsers(mongo, vault);
    private final PlantedTenant one = new PlantedTenant(mongo);
    private final PlantedTenant other = new PlantedTenant(mongo);

    @BeforeEach
    void needsAccessControl() {
        assumeTrue(AccessControl.of(mongo).inUse(), "The MongoDB of " + ADDRESS + " is used without access control");
    }

    @AfterEach
    void close() {
        if (AccessControl.of(mongo).inUse()) {
            erase(one);
            erase(other);
        }
        one.close();
        other.close();
        users.close();
        mongo.close();
    }

    private void erase(PlantedTenant tenant) {
        tenant.run(users.tenantDatabase()::drop);
        tenant.run(users::drop);
    }

    private void insert() {
        Await.one(users.tenantDatabase()
                .collection("things")
                .insertOne(new Document("owner", TenantScope.current().slug())));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        failure -> assertThat(failure.getErrorCode()).isEqualTo(UNAUTHORIZED));
    }

    private MongoClient as(MongoLogin login) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(address))
                .credential(MongoCredential.createCredential(
                        login.user(), login.database(), login.password().toCharArray()))
                .build());
    }

    @Test
    void theHostsUserHasTheRightsItNeeds() {
        assertThat(AccessControl.of(mongo).missing()).isEmpty();
    }

    @Test
    void aTenantsUserReachesItsOwnDatabaseAlone() throws Exception {
        one.run(this::insert);
        other.run(this::insert);

        try (MongoClient client = as(one.inScope(users::login))) {
            MongoDatabase own = client.getDatabase(one.tenant().databaseName());
            MongoDatabase another = client.getDatabase(other.tenant().databaseName());
            MongoDatabase shared = client.getDatabase(MongoConnection.PUBLIC_DATABASE);

            assertThat(Await.all(own.getCollection("things").find().limit(10))).hasSize(1);
            Await.one(own.getCollection("things")
                    .createIndex(Indexes.ascending("owner"), new IndexOptions().unique(true)));
            refused(() -> Await.all(another.getCollection("things").find().limit(10)));
            refused(() -> Await.one(another.getCollection("things").insertOne(new Document())));
            refused(() -> Await.all(shared.getCollection("tenants").find().limit(10)));
            refused(() -> Await.one(shared.getCollection("users").insertOne(new Document())));
            refused(() -> Await.one(own.runCommand(UserCommands.create(new MongoLogin("x", own.getName(), "y")))));
            refused(() -> Await.done(own.drop()));
        }
    }

    @Test
    void theStepCanBeTakenAgain() throws Exception {
        one.run(users::provision);
        MongoLogin first = one.inScope(users::login);

        one.run(users::provision);

        assertThat(one.inScope(users::login)).isEqualTo(first);
        one.run(this::insert);
    }

    @Test
    void aTenantGoesOnAfterItsPasswordWasChangedBehindItsConnection() throws Exception {
        one.run(this::insert);
        MongoLogin before = one.inScope(users::login);
        one.change(unset("database_user"));
        try (DatabaseUsers elsewhere = new DatabaseUsers(mongo, vault)) {
            one.run(elsewhere::provision);
        }
        assertThat(one.inScope(users::login)).isNotEqualTo(before);

        try (MongoClient client = as(before)) {
            assertThatThrownBy(() ->
                            Await.one(client.getDatabase(before.database()).runCommand(new Document("dbStats", 1))))
                    .isInstanceOf(MongoSecurityException.class);
        }
        one.run(this::insert);
    }

    @Test
    void theWorkThatMeetsARefusedPasswordIsDoneWithTheNewOne() throws Exception {
        one.run(users::provision);
        MongoLogin before = one.inScope(users::login);
        AtomicInteger looked = new AtomicInteger();
        // Logs in for the first time with the password that was in force before.
        try (TenantConnections<MongoConnection> connections = new TenantConnections<>(
                () -> looked.incrementAndGet() == 1 ? before : users.login(),
                new DatabaseUsers.AsUser(mongo),
                1,
                System::nanoTime)) {
            one.change(unset("database_user"));
            one.run(users::provision);
            TenantDatabase database = new TenantDatabase(mongo, connections::current);

            one.run(() -> Await.one(database.collection("things").insertOne(new Document("_id", 1))));

            one.run(() -> assertThat(
                            Await.all(database.collection("things").find().limit(10)))
                    .hasSize(1));
        }
    }

    @Test
    void aUserThatWasDroppedLogsInNoMore() throws Exception {
        one.run(this::insert);
        MongoLogin login = one.inScope(users::login);

        one.run(users::drop);

        try (MongoClient client = as(login)) {
            assertThatThrownBy(() ->
                            Await.one(client.getDatabase(login.database()).runCommand(new Document("dbStats", 1))))
                    .isInstanceOf(MongoSecurityException.class);
        }
        one.run(users::drop);
    }
}
