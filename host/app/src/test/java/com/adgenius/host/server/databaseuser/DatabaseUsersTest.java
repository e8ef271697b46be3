package com.adgenius.host.server.databaseuser;

import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.PublicDatabase;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.MongoLogin;
import com.adgenius.host.server.vault.Vault;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stand-in has no access control, no users and no log-in: it shows what happens without, and where that fails. */
class DatabaseUsersTest {

    private static final String PASSWORD = "a password that nobody may read";

    private final MongoConnection mongo =
            MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
    private final Vault vault =
            Vault.open(Optional.of(Base64.getEncoder().encodeToString(new byte[32])), Path.of("unused"));
    private final DatabaseUsers users = new DatabaseUsers(mongo, vault);
    private final PlantedTenant planted = new PlantedTenant(mongo);

    @AfterEach
    void close() {
        planted.close();
        users.close();
        mongo.close();
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    private String seal(String password) {
        return vault.seal("tenant/" + planted.tenant().slug() + "/database_user", password);
    }

    private String stored() {
        return vault.open(
                "tenant/" + planted.tenant().slug() + "/database_user",
                planted.user().getString("password_sealed"));
    }

    /** What is logged meanwhile. */
    private static List<String> lines(Runnable work) {
        List<String> lines = new ArrayList<>();
        Logger logger = Logger.getLogger(DatabaseUsers.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record.getLevel() + " " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setLevel(Level.FINE);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }
        return lines;
    }

    @Test
    void thereAreNoneWithoutAccessControlAndOneLineOfDetailSaysSo() {
        List<String> lines =
                lines(() -> assertThat(DatabaseUsers.of(mongo, vault, true)).isEmpty());

        assertThat(lines).containsExactly("FINE MongoDB is used without access control; tenants get no users in it");
    }

    @Test
    void theSettingIsNamedWhereUsersCannotBeMade() {
        AccessControl hosted = new AccessControl(true, Set.of("createUser"));

        List<String> lines = lines(
                () -> DatabaseUsers.of(hosted, mongo, vault, true).orElseThrow().close());

        assertThat(lines).hasSize(2);
        assertThat(lines.getLast()).startsWith("WARNING").contains("createUser", "--tenant-database-users=false");
    }

    @Test
    void thereAreNoneWhereTheyAreSwitchedOff() {
        AccessControl hosted = new AccessControl(true, Set.of("createUser"));

        List<String> lines = lines(
                () -> assertThat(DatabaseUsers.of(hosted, mongo, vault, false)).isEmpty());

        assertThat(lines).singleElement().asString().startsWith("INFO").contains("--tenant-database-users=false");
    }

    @Test
    void aTenantGetsNoneWithoutAccessControl() {
        String slug = HostUnderTest.shared().newTenant().slug();

        assertThat(PublicDatabase.find("tenants", "_id", slug))
                .singleElement()
                .satisfies(tenant -> assertThat(tenant)
                        .doesNotContainKey("database_user")
                        .extractingByKey("steps")
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .contains("media")
                        .doesNotContain("database_user"));
    }

    @Test
    void anAttemptGoesOnWithThePasswordOfTheOneThatWasCutOff() {
        Throwable first = catchThrowable(() -> planted.run(users::provision));
        String password = stored();
        Throwable second = catchThrowable(() -> planted.run(users::provision));

        assertThat(first)
                .as("the stand-in makes no users")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("--tenant-database-users=false")
                .hasCauseInstanceOf(MongoCommandException.class);
        assertThat(second).isInstanceOf(IllegalStateException.class);
        assertThat(password).matches("[A-Za-z0-9_-]{43}");
        assertThat(stored()).isEqualTo(password);
        assertThat(planted.user()).doesNotContainKey("made");
        assertThat(trace(first) + trace(second)).doesNotContain(password);
    }

    @Test
    void aUserThatIsMadeLogsInByWhatIsStored() throws Exception {
        planted.change(set("database_user", new Document("password_sealed", seal(PASSWORD)).append("made", true)));

        assertThat(planted.inScope(users::login))
                .isEqualTo(new MongoLogin(
                        "tenant_" + planted.tenant().slug(), planted.tenant().databaseName(), PASSWORD));
    }

    @Test
    void nothingIsDoneForATenantByAnotherUserThanItsOwn() {
        planted.change(set("database_user", new Document("password_sealed", seal(PASSWORD)).append("made", true)));

        Throwable refused = catchThrowable(() -> planted.inScope(
                () -> Await.one(users.tenantDatabase().collection("anything").insertOne(new Document()))));

        assertThat(refused).as("the stand-in lets nobody log in").isInstanceOf(MongoException.class);
        assertThat(trace(refused)).doesNotContain(PASSWORD);
    }

    @Test
    void aRefusedLoginIsToldToWhoeverConnected() {
        AtomicInteger failures = new AtomicInteger();
        MongoLogin login = new MongoLogin("somebody", "adgenius_public", PASSWORD);

        try (MongoConnection connection = mongo.as(login, failures::incrementAndGet)) {
            assertThatThrownBy(() -> Await.one(connection.publicDatabase().runCommand(new Document("ping", 1))))
                    .isInstanceOf(MongoException.class);
        }

        assertThat(failures.get()).isPositive();
    }

    @Test
    void aTenantThatIsErasedGetsNone() {
        planted.change(set("deletion.state", "erased"));

        assertThatThrownBy(() -> planted.run(users::provision))
                .hasMessageContaining("erased or unknown")
                .hasMessageContaining(planted.tenant().slug());
        assertThat(planted.user()).isEmpty();
    }
}
