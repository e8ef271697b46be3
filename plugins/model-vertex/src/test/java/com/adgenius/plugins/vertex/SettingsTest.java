package com.adgenius.plugins.vertex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ModelKind;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.TextResponse;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugin.testkit.TestTenant;
import com.adgenius.plugins.vertex.catalogue.Catalogue;
import com.adgenius.plugins.vertex.catalogue.Model;
import com.adgenius.plugins.vertex.connection.OperatorRules;
import com.adgenius.plugins.vertex.connection.RetryPolicy;
import com.adgenius.plugins.vertex.connection.VertexSettings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final OperatorRules NONE = new OperatorRules(Set.of(), Set.of());

    @Test
    void everyFallbackAndDefaultIsInTheCatalogueAndNotRetired() {
        Catalogue catalogue = Catalogue.load();

        for (Model model : catalogue.models()) {
            assertThat(model.retiresOn().isPresent())
                    .as(model.id())
                    .isEqualTo(model.fallback().isPresent());
            model.fallback().ifPresent(id -> {
                Model other = catalogue.find(id).orElseThrow();
                assertThat(other.kind()).isEqualTo(model.kind());
                assertThat(other.retiresOn()).isEmpty();
            });
        }
        for (ModelKind kind : ModelKind.values()) {
            assertThat(catalogue.standard(kind).kind()).isEqualTo(kind);
        }
    }

    @Test
    void theSchemaTakesWhatItDescribesAndRefusesOtherwise() throws Exception {
        JsonMapper mapper = JsonMapper.builder().build();
        JsonNode document =
                mapper.readTree(new VertexPlugin(new RecordingLogger(new ArrayList<>()), RetryPolicy.standard(), NONE)
                        .settingsSchema());
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        assertThat(meta.validate(document)).isEmpty();
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(document);

        for (String good : List.of(
                "{\"service_account\":\"{}\"}",
                "{\"project\":\"acme-ads\",\"location\":\"global\",\"image_model\":\"imagen-4.0-generate-001\"}",
                "{\"project\":\"acme-ads\",\"text_model\":\"our-voice\",\"own_models\":[{\"id\":\"our-voice\",\"kind\":\"text\","
                        + "\"call\":\"generate_content\",\"endpoint\":\"4711\"}]}")) {
            assertThat(schema.validate(mapper.readTree(good))).as(good).isEmpty();
        }
        for (String bad : List.of(
                "{}",
                "{\"location\":\"global\"}",
                "{\"project\":\"../other\"}",
                "{\"project\":\"acme-ads\",\"location\":\"us-central1/../x\"}",
                "{\"project\":\"acme-ads\",\"text_model\":\"a/b\"}",
                "{\"project\":\"acme-ads\",\"own_models\":[{\"id\":\"x\",\"kind\":\"text\",\"call\":\"generate_content\",\"endpoint\":\"1/2\"}]}",
                "{\"project\":\"acme-ads\",\"safety_threshold\":\"BLOCK_NOTHING\"}",
                "{\"project\":\"acme-ads\",\"deadline_seconds\":0}",
                "{\"project\":\"acme-ads\",\"region\":\"us\"}")) {
            assertThat(schema.validate(mapper.readTree(bad))).as(bad).isNotEmpty();
        }
        assertThat(document.at("/properties/service_account/writeOnly").asBoolean())
                .isTrue();
        assertThat(document.at("/properties/image_model/anyOf").toString())
                .contains("\"const\":\"imagen-4.0-generate-001\"", "\"deprecated\":true", "retires it on 2026-08-17");
    }

    @Test
    void aTunedEndpointIsAModelOfTheTenants() throws Exception {
        Map<String, Object> tuned = Map.of(
                "text_model",
                "our-voice",
                "own_models",
                List.of(Map.of("id", "our-voice", "kind", "text", "call", "generate_content", "endpoint", "4711")));
        try (VertexTenant tenant = VertexTenant.with(tuned)) {
            TextResponse answer = write(tenant);

            assertThat(tenant.fake().onlyCall().resource())
                    .isEqualTo("projects/acme-ads/locations/us-central1/endpoints/4711");
            assertThat(answer.usage().model()).isEqualTo("our-voice");
        }
    }

    @Test
    void aModelThatThereIsNotOrOfAnotherKindIsToldToTheAdministrator() throws Exception {
        for (Map<String, Object> settings : List.<Map<String, Object>>of(
                Map.of("text_model", "gpt-9"),
                Map.of("text_model", "veo-3.1-generate-001"),
                Map.of(
                        "text_model",
                        "odd",
                        "own_models",
                        List.of(Map.of("id", "odd", "kind", "text", "call", "predict", "endpoint", "1"))))) {
            try (VertexTenant tenant = VertexTenant.with(settings)) {
                assertThatThrownBy(() -> write(tenant)).isInstanceOfSatisfying(PluginException.class, e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.UNAUTHORIZED);
                    assertThat(e).hasMessageContaining("settings of model-vertex");
                });
                assertThat(tenant.fake().calls()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://us-central1-aiplatform.googleapis.com",
                "https://169.254.169.254",
                "https://localhost",
                "http://127.0.0.1:8080",
                "https://googleapis.com.evil.example",
                "https://evilgoogleapis.com",
                "https://user@aiplatform.googleapis.com",
                "https://aiplatform.googleapis.com:8443",
                "https://aiplatform.googleapis.com/path",
                "https://aiplatform.googleapis.com?x",
                "file:///etc/passwd",
                "no address"
            })
    void anEndpointThatIsNeitherGooglesNorAllowedIsNotReached(String endpoint) throws Exception {
        try (VertexTenant tenant = VertexTenant.with(Map.of("endpoint", endpoint))) {
            assertThatThrownBy(() -> write(tenant)).isInstanceOfSatisfying(PluginException.class, e -> {
                assertThat(e.code()).isEqualTo(FailureCode.UNAUTHORIZED);
                assertThat(e).hasMessageContaining("endpoint in the settings");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "us-central1,https://us-central1-aiplatform.googleapis.com",
        "europe-west4,https://europe-west4-aiplatform.googleapis.com",
        "global,https://aiplatform.googleapis.com"
    })
    void aLocationHasItsOwnAddressAndAnOperationThatOfItsOwn(String location, String address) throws Exception {
        try (TestTenant tenant = TestTenant.builder()
                .settings("model-vertex", Map.of("project", "acme-ads", "location", location))
                .build()) {
            VertexSettings settings = VertexSettings.of(tenant.context("model-vertex"), NONE);

            assertThat(settings.endpoint()).isEqualTo(URI.create(address));
            assertThat(settings.call("projects/a/locations/asia-east1/publishers/google/models/m", "x"))
                    .isEqualTo(URI.create("https://asia-east1-aiplatform.googleapis.com"
                            + "/v1/projects/a/locations/asia-east1/publishers/google/models/m:x"));
        }
    }

    @Test
    void aPrivateEndpointOfGooglesIsAllowed() {
        assertThat(NONE.allows(URI.create("https://us-central1-aiplatform-acme.p.googleapis.com")))
                .isTrue();
    }

    @Test
    void withoutAProjectTheAdministratorIsTold() throws Exception {
        try (TestTenant tenant = TestTenant.builder().build()) {
            assertThatThrownBy(() -> VertexSettings.of(tenant.context("model-vertex"), NONE))
                    .isInstanceOfSatisfying(PluginException.class, e -> {
                        assertThat(e.code()).isEqualTo(FailureCode.UNAUTHORIZED);
                        assertThat(e).hasMessageContaining("set project");
                    });
        }
    }

    private static TextResponse write(VertexTenant tenant) throws Exception {
        return new VertexTextModel(tenant.plugin())
                .generate(
                        new TextRequest(Briefs.of("running-shoe"), "Write.", "A shoe", "", Map.of()), tenant.context());
    }
}
