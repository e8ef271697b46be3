package com.adgenius.host.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a tenant can generate is kept, and yet always what it can generate now. */
class GeneratorViewsTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();

    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();
    private final ScriptedGenerator text = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
            .serve(tenant);

    private static String tag(ApiResponse response) {
        return response.expect(200).header("ETag").orElseThrow();
    }

    private List<String> generators() {
        return owner.get("/generators?page_size=100")
                .expect(200)
                .json()
                .required("results")
                .findValuesAsText("id");
    }

    @Test
    void sendsNothingToWhoHasWhatThereIs() {
        for (String path : List.of("/generators?page_size=100", "/formats?page_size=100")) {
            ApiResponse first = owner.get(path).expect(200);
            ApiResponse again =
                    owner.with("If-None-Match", tag(first)).get(path).expect(304);

            assertThat(again.bytes()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(first.header("Cache-Control")).contains("private, no-cache");
            assertThat(owner.get(path).json()).as("kept or not, the same").isEqualTo(first.json());
            owner.with("If-None-Match", "\"another\"").get(path).expect(200);
        }
    }

    @Test
    void isAnotherAsSoonAsASwitchAVersionOrAPluginIs() {
        assertThat(generators()).contains(text.id());
        String path = "/generators?page_size=100";
        String on = tag(owner.get(path));

        owner.put("/plugins/" + text.id() + "/enabled", Map.of("enabled", false))
                .expect(200);
        assertThat(generators()).doesNotContain(text.id());
        assertThat(owner.get("/formats?page_size=100").body()).doesNotContain(text.format());
        String off = tag(owner.with("If-None-Match", on).get(path));
        assertThat(off).isNotEqualTo(on);
        owner.put("/plugins/" + text.id() + "/enabled", Map.of("enabled", true)).expect(200);
        assertThat(generators()).contains(text.id());
        assertThat(tag(owner.get(path))).isEqualTo(on);

        text.upload("2.0.0").expect(201);
        text.route("2.0.0").expect(200);
        assertThat(owner.with("If-None-Match", on).get(path).expect(200).body()).contains("\"2.0.0\"");
    }

    @Test
    void isEachTenantsOwn() {
        assertThat(generators()).contains(text.id());
        TenantUnderTest other = HOST.newTenant();
        text.allow(other, false);

        assertThat(other.owner().get("/generators?page_size=100").expect(200).body())
                .doesNotContain(text.id());
        assertThat(other.owner().get("/formats?page_size=100").expect(200).body())
                .doesNotContain(text.format());
    }
}
