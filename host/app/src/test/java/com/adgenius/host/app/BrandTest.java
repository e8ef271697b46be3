package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrandTest {

    private static final Map<String, Object> STRIDA = Map.of(
            "name", "Strida",
            "description", "Running shoes for marathon runners, made in Portugal",
            "voice", List.of("energetic", "inspirational"),
            "palette", List.of("#0B1F3A", "#ff5a1f"),
            "required_terms", List.of("Strida"));

    private final HostUnderTest host = HostUnderTest.shared();

    @Test
    void isEmptyAtRevisionZeroUntilItIsWritten() {
        ApiResponse brand = host.newTenant().owner().get("/tenant/brand").expect(200);

        assertThat(brand.header("ETag")).contains("\"0\"");
        assertThat(brand.text("name")).isEmpty();
        assertThat(brand.json().required("palette")).isEmpty();
    }

    @Test
    void isWrittenFirstWithoutHavingBeenReadAndLaterOnlyWithItsRevision() {
        ApiClient owner = host.newTenant().owner();

        ApiResponse first = owner.put("/tenant/brand", STRIDA).expect(200);

        assertThat(first.header("ETag")).contains("\"1\"");
        assertThat(first.json().at("/palette/0").asText()).isEqualTo("#0B1F3A");
        assertThat(owner.put("/tenant/brand", STRIDA).expect(428).text("code")).isEqualTo("precondition_required");
        owner.with("If-Match", "\"0\"").put("/tenant/brand", STRIDA).expect(412);
        owner.with("If-Match", "\"1\"").put("/tenant/brand", first.body()).expect(200);
        assertThat(owner.get("/tenant/brand").header("ETag")).contains("\"2\"");
    }

    @Test
    void namesEachFieldThatIsWrong() {
        ApiClient owner = host.newTenant().owner();

        ApiResponse refused = owner.put(
                        "/tenant/brand",
                        Map.of(
                                "name", "x".repeat(101),
                                "audience", "bell \u0007",
                                "voice", Collections.singletonList(null),
                                "palette", List.of("not-a-colour", "#12345", "#123456"),
                                "banned_terms", List.of("Cheap", " "),
                                "required_terms", List.of("cheap"),
                                "logo_id", "0198c0de-0000-7000-8000-000000000000"))
                .expect(422);

        assertThat(refused.json().required("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder(
                        "name",
                        "audience",
                        "voice[0]",
                        "palette[0]",
                        "palette[1]",
                        "banned_terms[1]",
                        "required_terms[0]");
        assertThat(owner.put("/tenant/brand", Map.of("logo_id", "nothing"))
                        .expect(422)
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("logo_id");
    }

    @Test
    void isEachTenantsOwn() {
        TenantUnderTest one = host.newTenant();
        TenantUnderTest other = host.newTenant();

        one.owner().put("/tenant/brand", STRIDA).expect(200);

        assertThat(other.owner().get("/tenant/brand").expect(200).text("name")).isEmpty();
    }
}
