package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Removing a creative and bringing it back. */
class CreativeRestoreTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();

    private final TenantUnderTest tenant = HOST.newTenant();
    private final ApiClient owner = tenant.owner();
    private final Studio studio = new Studio(owner);
    private final ScriptedGenerator text = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
            .serve(tenant);

    private List<String> ids(String query) {
        return owner.get("/creatives" + query)
                .expect(200)
                .json()
                .required("results")
                .findValuesAsText("id");
    }

    @Test
    void comesBackAsItWas() {
        JsonNode before = studio.make(text, "An old pond");
        String id = before.path("id").asText();
        owner.delete("/creatives/" + id).expect(204);

        JsonNode listed = owner.get("/creatives?deleted=true").json().at("/results/0");
        assertThat(ids("")).isEmpty();
        assertThat(listed.path("id").asText()).isEqualTo(id);
        assertThat(listed.path("restorable_until").asText())
                .isGreaterThan(listed.path("deleted_at").asText());
        JsonNode back =
                owner.post("/creatives/" + id + "/restore", "").expect(200).json();

        assertThat(back.path("status").asText()).isEqualTo("ready");
        assertThat(back.path("content")).isEqualTo(before.path("content"));
        assertThat(back.path("deleted_at").isNull()).isTrue();
        assertThat(ids("")).containsExactly(id);
        assertThat(ids("?deleted=true")).isEmpty();
        owner.get("/creatives/" + id + "/content").expect(200);
        owner.post("/creatives/" + id + "/restore", "").expect(200);
        owner.post("/creatives/0198c0de-0000-7000-8000-000000000000/restore", "")
                .expect(404);
        assertThat(owner.get("/creatives/" + id + "/history")
                        .json()
                        .path("results")
                        .findValuesAsText("type"))
                .endsWith("creative.deleted", "creative.restored");
    }

    @Test
    void isRemovedOnlyAsItWasReadWhereThatIsSaid() {
        String id = studio.make(text, "An old pond").path("id").asText();
        String etag = owner.get("/creatives/" + id).header("ETag").orElseThrow();

        assertThat(owner.with("If-Match", "\"1\"")
                        .delete("/creatives/" + id)
                        .expect(412)
                        .text("code"))
                .isEqualTo("stale");
        owner.with("If-Match", etag).delete("/creatives/" + id).expect(204);
    }

    @Test
    void isFoundByTheBeginningOfItsNameAndByItsApproval() {
        String pond = studio.make(text, "An old pond").path("id").asText();
        String lake = studio.make(text, "A lake (new)").path("id").asText();

        assertThat(ids("?q=an%20OLD")).containsExactly(pond);
        assertThat(ids("?q=a%20lake%20(")).containsExactly(lake);
        assertThat(ids("?q=.*")).isEmpty();
        assertThat(ids("?ordering=name")).containsExactly(lake, pond);
        assertThat(ids("?approval=none&ordering=name")).containsExactly(lake, pond);
        assertThat(ids("?approval=approved")).isEmpty();
        owner.get("/creatives?approval=perhaps").expect(400);
    }
}
