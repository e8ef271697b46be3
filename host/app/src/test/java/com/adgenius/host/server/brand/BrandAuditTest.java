package com.adgenius.host.server.brand;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.server.asset.Assets;
import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TenantDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change of the brand is audited once, though the host was cut off after it. */
class BrandAuditTest {

    private static final Asking SOMEBODY =
            new Asking(new Principal("user", "user@example.com", false, Optional.empty()), "192.0.2.1", "request");

    private final MongoConnection mongo =
            MongoConnection.to(EmbeddedServersForTests.shared().mongodb());
    private final TenantDatabase database = new TenantDatabase(mongo);
    private final AuditLog audit = new AuditLog(mongo, Clock.systemUTC());
    private final Brands brands =
            new Brands(database, new Assets(new MediaStore(database, 1_000)), audit, Clock.systemUTC());
    private final String slug = "b" + UUID.randomUUID().toString().substring(0, 8);
    private final Tenant tenant =
            new Tenant(slug, slug, slug, Tenant.databaseNameOf(slug), "free", true, Instant.now());

    @AfterEach
    void close() {
        TenantScope.run(tenant, database::drop);
        mongo.close();
    }

    private static BrandBody named(String name) {
        return new BrandBody(name, "", "", List.of(), List.of(), List.of(), List.of(), null);
    }

    /** As a crash leaves it that comes between the change and the audit. */
    private void cutOff(String request) {
        AuditNote note = AuditNote.of(
                new Asking(SOMEBODY.by(), SOMEBODY.address(), request),
                Instant.now(),
                "brand.updated",
                "brand",
                Map.of());
        Await.one(database.collection("brand").updateOne(eq("current"), AuditNotes.noting(note)));
    }

    private List<String> requests() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try {
            audit.export(slug, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll(".*\"request_id\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void isDoneByTheNextChangeOrByTheChore() {
        TenantScope.run(tenant, () -> {
            brands.provision();
            assertThat(brands.replace(0, named("Strida"), SOMEBODY)).isPresent();
            cutOff("cut off");
            assertThat(brands.replace(1, named("Strida Sports"), SOMEBODY)).isPresent();
            cutOff("cut off again");
            brands.tidy();
            brands.tidy();
        });

        assertThat(requests()).containsExactly("request", "cut off", "request", "cut off again");
    }

    @Test
    void isNotInTheVersionsThatAreKept() {
        TenantScope.run(tenant, () -> {
            brands.replace(0, named("Strida"), SOMEBODY);
            cutOff("cut off");
            brands.replace(1, named("Strida Sports"), SOMEBODY);

            Document version =
                    Await.one(database.collection("brand_versions").find(eq(1L)).first());
            assertThat(version).containsEntry("name", "Strida").doesNotContainKey("unaudited");
        });
    }

    @Test
    void isNotDoneForAChangeThatWasRefused() {
        TenantScope.run(tenant, () -> {
            brands.replace(0, named("Strida"), SOMEBODY);
            assertThat(brands.replace(0, named("Other"), SOMEBODY)).isEmpty();
            assertThat(brands.replace(7, named("Other"), SOMEBODY)).isEmpty();
        });

        assertThat(requests()).hasSize(1);
    }
}
