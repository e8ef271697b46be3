package com.adgenius.host.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.server.http.Route;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

    private final HostUnderTest host = HostUnderTest.shared();

    private JsonNode document() {
        return host.anonymous().get("//api/openapi.json").expect(200).json();
    }

    @Test
    void namesEveryRouteOfTheRegistryOnce() {
        JsonNode document = document();
        Set<String> ids = new HashSet<>();

        for (Route route : host.host().registry().routes()) {
            JsonNode operation = document.required("paths")
                    .path(route.fullPath())
                    .path(route.method().text().toLowerCase(Locale.ROOT));
            assertThat(operation.isObject())
                    .as(route.method() + " " + route.fullPath())
                    .isTrue();
            assertThat(ids.add(operation.required("operationId").asText()))
                    .as(operation.required("operationId").asText())
                    .isTrue();
            assertThat(operation.required("summary").asText())
                    .as(route.fullPath())
                    .isNotBlank()
                    .endsWith(".");
            assertThat(operation.required("tags").get(0).asText())
                    .as(route.fullPath())
                    .isNotBlank();
        }
        assertThat(ids).hasSizeGreaterThan(20);
    }

    @Test
    void refersToNothingThatIsNotThere() {
        JsonNode document = document();
        List<String> missing = new ArrayList<>();

        Set<String> references = references(document, new HashSet<>());
        for (String reference : references) {
            if (document.at(reference.substring(1)).isMissingNode()) {
                missing.add(reference);
            }
        }

        assertThat(missing).isEmpty();
        assertThat(references).contains("#/components/schemas/Problem", "#/components/schemas/Brand");
    }

    private static Set<String> references(JsonNode node, Set<String> found) {
        if (node.path("$ref").isTextual()) {
            found.add(node.path("$ref").asText());
        }
        node.forEach(child -> references(child, found));
        return found;
    }

    @Test
    void saysWhoMayAskAndWhatCanGoWrong() {
        JsonNode put = document().at("/paths/~1api~1v1~1tenant~1brand/put");

        assertThat(put.required("x-role").asText()).isEqualTo("admin");
        assertThat(put.at("/security/0").has("bearer")).isTrue();
        assertThat(put.required("responses").fieldNames())
                .toIterable()
                .contains("200", "400", "401", "403", "412", "413", "415", "422", "428");
        assertThat(document().at("/paths/~1api~1v1~1auth~1jwt~1create/post/security"))
                .as("nobody needs a token to get one")
                .isEmpty();
    }

    @Test
    void describesBodiesAsTheyAreReadAndWritten() {
        JsonNode schemas = document().at("/components/schemas");

        assertThat(document().required("openapi").asText()).startsWith("3.1");
        assertThat(schemas.at("/Brand/properties").has("banned_terms")).isTrue();
        assertThat(schemas.at("/NewTenant/additionalProperties").asBoolean(true))
                .isFalse();
        assertThat(schemas.at("/NewTenant/required").toString()).contains("slug", "owner");
        assertThat(schemas.at("/PageTenant/properties/next/type").toString()).contains("null", "string");
        assertThat(schemas.at("/PageTenant/properties/results/items/$ref").asText())
                .isEqualTo("#/components/schemas/Tenant");
        assertThat(schemas.at("/Tenant/required").toString()).contains("created_on");
        assertThat(schemas.at("/TenantOfUser/properties/role/enum").toString()).contains("\"viewer\"");
    }

    @Test
    void comesAsYamlToo() {
        ApiResponse yaml = host.anonymous().get("//api/openapi.yaml").expect(200);

        assertThat(yaml.header("Content-Type")).contains("application/yaml");
        assertThat(yaml.body()).startsWith("openapi: 3.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//api/docs", "//api/redoc"})
    void isShownByPagesThatFetchNothingFromElsewhere(String path) {
        ApiResponse page = host.anonymous().get(path).expect(200);

        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'");
        assertThat(page.body()).doesNotContain("https://", "http://");
        page.body()
                .lines()
                .filter(line -> line.contains("\"/api/docs/"))
                .map(line -> line.replaceAll(".*\"(/api/docs/[^\"]+)\".*", "/$1"))
                .forEach(file -> assertThat(
                                host.anonymous().get(file).expect(200).bytes())
                        .as(file)
                        .isNotEmpty());
    }

    @Test
    void isFoundFromTheRoot() {
        assertThat(host.anonymous().get("//").expect(302).header("Location")).contains("/api/docs");
        host.anonymous().get("//api/docs/../../etc/passwd").expect(404);
        host.anonymous().get("//api/docs/pom.properties").expect(404);
    }
}
