package com.adgenius.host.app.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.HostedPlugin;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.Event;
import com.adgenius.plugin.EventListener;
import com.adgenius.plugin.TenantContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A plugin that listens, in a whole host. */
class ListenerPluginTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TenantUnderTest tenant = HOST.newTenant();
    private final TenantUnderTest other = HOST.newTenant();
    private final Heard heard = new Heard(Set.of("creative.generated"));

    /** A listener that remembers of which creatives it heard. */
    private record Heard(Set<String> types, List<Object> creatives) implements EventListener {

        private Heard(Set<String> types) {
            this(types, new CopyOnWriteArrayList<>());
        }

        @Override
        public void onEvent(Event event, TenantContext context) {
            creatives.add(event.data().get("id"));
        }
    }

    @Test
    void itHearsOfTheCreativesOfTheTenantsThatItServes() {
        HostedPlugin plugin = HostedPlugin.unique(HOST);
        plugin.serve(new ScriptedPlugin(plugin.id(), "1.0.0").with(EventListener.class, heard), tenant);
        ScriptedGenerator generator = ScriptedGenerator.install(
                        HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "word"))
                .serve(tenant)
                .serve(other);

        make(other, generator);
        String first = make(tenant, generator);
        String second = make(tenant, generator);
        Awaitility.await().atMost(LIMIT).until(() -> heard.creatives().contains(second));
        assertThat(heard.creatives()).containsExactly(first, second);

        plugin.allow(other, true);
        String theirs = make(other, generator);
        Awaitility.await().atMost(LIMIT).until(() -> heard.creatives().contains(theirs));
    }

    @Test
    void oneThatListensToNothingIsRefused() {
        HostedPlugin plugin = HostedPlugin.unique(HOST);
        plugin.upload(new ScriptedPlugin(plugin.id(), "1.0.0").with(EventListener.class, new Heard(Set.of())));

        ApiResponse refused = plugin.route("1.0.0").expect(422);

        assertThat(refused.body()).contains("metadata_refused").contains("types()");
    }

    private static String make(TenantUnderTest tenant, ScriptedGenerator generator) {
        String id = tenant.owner()
                .post("/creatives", generator.request("An ad"))
                .expect(202)
                .text("id");
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> tenant.owner()
                        .get("/creatives/" + id)
                        .expect(200)
                        .text("status")
                        .equals("ready"));
        return id;
    }
}
