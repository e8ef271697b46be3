package com.adgenius.host.app.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.EventConnection;
import com.adgenius.host.app.testing.EventConnection.Received;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who hears of what is changed about plugins. */
class PluginEventsTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final String PLATFORM = "/admin/plugins/events";

    private final TenantUnderTest one = HOST.newTenant();
    private final TenantUnderTest other = HOST.newTenant();
    private final ScriptedGenerator plugin =
            ScriptedGenerator.install(HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"));
    private final EventConnection oneHears = EventConnection.open(one.owner(), "/events");
    private final EventConnection otherHears = EventConnection.open(other.owner(), "/events");
    private final EventConnection platformHears = EventConnection.open(HOST.administrator(), PLATFORM);

    @BeforeEach
    void connect() {
        List.of(oneHears, otherHears, platformHears).forEach(events -> events.until(EventConnection.BEGIN));
    }

    @AfterEach
    void disconnect() {
        List.of(oneHears, otherHears, platformHears).forEach(EventConnection::close);
    }

    private Predicate<Received> tells(String action) {
        return event -> event.type().equals("plugin.changed")
                && data(event).path("plugin_id").asText().equals(plugin.id())
                && data(event).path("action").asText().equals(action);
    }

    private boolean tellsOfThePlugin(Received event) {
        return data(event).path("plugin_id").asText().equals(plugin.id());
    }

    private static JsonNode data(Received event) {
        return event.data().path("data");
    }

    @Test
    void aRouteThatChangesIsToldToEveryTenantWithoutItsDetails() {
        plugin.upload("2.0.0").expect(201);
        plugin.route("2.0.0").expect(200);

        Received platform = platformHears.until(tells("routed")).getLast();
        for (EventConnection tenant : List.of(oneHears, otherHears)) {
            JsonNode seen = data(tenant.until(this::tellsOfThePlugin).getLast());
            assertThat(seen).hasSize(1);
        }
        assertThat(data(platform).path("revision").asLong()).isPositive();
        assertThat(data(platform).path("actor").asText()).isNotBlank();
    }

    @Test
    void aSwitchForOneTenantIsToldToThatTenantAlone() {
        plugin.allow(one, true);

        Received seen = oneHears.until(this::tellsOfThePlugin).getLast();
        assertThat(data(seen).path("tenant").asText()).isEqualTo(one.slug());
        // What is told to all comes after it: whoever hears that first has heard nothing of the other's.
        plugin.upload("2.0.0").expect(201);
        plugin.route("2.0.0").expect(200);
        List<Received> heard = otherHears.until(this::tellsOfThePlugin);
        assertThat(heard.getLast().data().toString()).doesNotContain(one.slug());
        assertThat(heard).filteredOn(this::tellsOfThePlugin).hasSize(1);
    }

    @Test
    void aTenantsOwnSwitchIsToldToItself() {
        plugin.serve(one);
        oneHears.until(this::tellsOfThePlugin);

        one.owner()
                .put("/plugins/" + plugin.id() + "/enabled", Map.of("enabled", false))
                .expect(200);

        assertThat(data(oneHears.until(tells("switched_by_tenant")).getLast())
                        .path("enabled")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void thePlatformsStreamGoesOnWhereItWasCut() {
        plugin.upload("2.0.0").expect(201);
        String id = platformHears.until(tells("uploaded")).getLast().id();
        platformHears.close();
        plugin.route("2.0.0").expect(200);

        try (EventConnection again = EventConnection.after(HOST.administrator(), PLATFORM, id)) {
            assertThat(again.headers().firstValue("Cache-Control")).contains("no-store, no-transform");
            assertThat(again.until(tells("routed")))
                    .filteredOn(tells("uploaded"))
                    .isEmpty();
        }
    }

    @Test
    void thePlatformsStreamTakesNoIdOfATenantsStream() {
        ApiClient administrator = HOST.administrator();

        assertThat(administrator
                        .with("Last-Event-ID", "1-1")
                        .get(PLATFORM)
                        .expect(400)
                        .text("code"))
                .isEqualTo("malformed_parameter");
    }
}
