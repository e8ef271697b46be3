package com.adgenius.host.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Planted faults: traffic that does not keep to a document, each reported. */
class ContractTest {

    private final Contract contract = Contract.of("""
            {"openapi": "3.1.0", "paths": {
              "/things/{id}": {
                "get": {"responses": {
                  "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                  "404": {"content": {"application/problem+json": {"schema": {"type": "object", "required": ["code"]}}}}}},
                "patch": {
                  "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Patch"}}}},
                  "responses": {"204": {}}}},
              "/things/picture": {"get": {"responses": {"200": {"content": {"image/*": {}}}}}}},
             "components": {"schemas": {
               "Thing": {"type": "object", "required": ["name"], "properties": {
                 "name": {"type": "string"}, "next": {"anyOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]}}},
               "Patch": {"type": "object", "additionalProperties": false, "properties": {"name": {"type": "string"}}}}}}
            """);

    private static ApiResponse answer(int status, String type, String body) {
        return new ApiResponse(
                status,
                HttpHeaders.of(Map.of("Content-Type", List.of(type)), (_, _) -> true),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> get(String path, ApiResponse response) {
        return contract.violations(new Contract.Exchange("GET", path, Optional.empty(), response));
    }

    private List<String> patch(String body) {
        return contract.violations(
                new Contract.Exchange("PATCH", "/things/1", Optional.of(body), answer(204, "text/plain", "")));
    }

    @Test
    void whatKeepsToTheDocumentIsNotReported() {
        assertThat(get("/things/1", answer(200, "application/json", "{\"name\": \"a\", \"next\": {\"name\": \"b\"}}")))
                .isEmpty();
        assertThat(get("/things/1?page=2", answer(404, "application/problem+json", "{\"code\": \"not_found\"}")))
                .isEmpty();
        assertThat(get("/things/picture", answer(200, "image/png", "x"))).isEmpty();
        assertThat(get("/nothing", answer(404, "application/problem+json", "{}")))
                .isEmpty();
        assertThat(patch("{\"name\": \"b\"}")).isEmpty();
    }

    @Test
    void anAnswerOfAnotherShapeIsReported() {
        assertThat(get("/things/1", answer(200, "application/json", "{}")))
                .singleElement()
                .asString()
                .contains("the answer", "name");
        assertThat(get("/things/1", answer(200, "application/json", "{\"name\": \"a\", \"next\": {\"name\": 1}}")))
                .isNotEmpty();
        assertThat(get("/things/1", answer(200, "application/json", "name"))).containsExactly("the answer is not JSON");
    }

    @Test
    void aStatusAMediaTypeOrAnOperationThatIsNotNamedIsReported() {
        assertThat(get("/things/1", answer(500, "application/problem+json", "{}")))
                .containsExactly("the document does not know the status 500");
        assertThat(get("/things/1", answer(200, "text/html", "<p>")))
                .singleElement()
                .asString()
                .contains("text/html");
        assertThat(get("/others", answer(200, "application/json", "{}")))
                .containsExactly("the document has no such operation");
    }

    @Test
    void aRequestThatIsServedThoughTheDocumentForbidsItIsReported() {
        assertThat(patch("{\"owner\": \"b\"}")).singleElement().asString().contains("the request", "owner");
    }
}
