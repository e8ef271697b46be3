package com.adgenius.host.server.plugin.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.host.server.http.FieldError;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {

    private static final JsonSchema SCHEMA = JsonSchema.parse("""
            {"type": "object", "additionalProperties": false, "required": ["model"],
             "properties": {
               "model": {"type": "string", "minLength": 1},
               "top": {"type": "integer", "minimum": 1},
               "endpoint": {"type": "string", "format": "uri"},
               "languages": {"type": "array", "items": {"type": "string", "pattern": "^[a-z]{2}$"}},
               "key": {"type": "string", "writeOnly": true}}}
            """);

    @Test
    void anObjectByTheSchemaHasNoErrors() {
        assertThat(SCHEMA.errors(Map.of(
                        "model", "small", "top", new BigDecimal("3"), "languages", List.of("de", "en"), "key", "k")))
                .isEmpty();
    }

    @Test
    void aWholeNumberMayBeWrittenWithAFractionOfZero() {
        assertThat(SCHEMA.errors(Map.of("model", "small", "top", new BigDecimal("3.0"))))
                .isEmpty();
    }

    @Test
    void everyErrorNamesItsField() {
        assertThat(SCHEMA.errors(Map.of(
                        "top",
                        new BigDecimal("1.5"),
                        "languages",
                        List.of("de", "english"),
                        "endpoint",
                        "no uri",
                        "colour",
                        "red")))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("model", "top", "languages[1]", "endpoint", "colour");
    }

    @Test
    void messagesAreShortEnglish() {
        assertThat(SCHEMA.errors(Map.of("model", "")))
                .containsExactly(new FieldError("model", "must be at least 1 characters long"));
    }

    @Test
    void secretsAreThePropertiesThatAreWriteOnly() {
        assertThat(SCHEMA.writeOnly()).containsExactly("key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{}",
                "{\"type\": \"string\"}",
                "{\"type\": \"object\", \"properties\": 5}",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"texts\"}}}",
                "{\"type\": \"object\", \"$schema\": \"http://json-schema.org/draft-07/schema#\"}",
                "{\"type\": \"object\"} {\"type\": \"object\"}"
            })
    void whatIsNoSchemaOfAnObjectIsRefused(String text) {
        assertThatThrownBy(() -> JsonSchema.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSchemaReachesNothingOutside() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] schema = "{\"type\": \"string\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, schema.length);
            exchange.getResponseBody().write(schema);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/schema.json";
            assertThatThrownBy(() -> JsonSchema.parse(
                                    "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"" + address + "\"}}}")
                            .errors(Map.of("a", "x")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void referencesWithinTheSchemaWork() {
        JsonSchema schema = JsonSchema.parse("""
                {"type": "object", "properties": {"a": {"$ref": "#/$defs/colour"}},
                 "$defs": {"colour": {"enum": ["red", "blue"]}}}
                """);

        assertThat(schema.errors(Map.of("a", "red"))).isEmpty();
        assertThat(schema.errors(Map.of("a", "green"))).hasSize(1);
    }

    @Test
    void saysWhatIsMissingAndNothingElseThatIsWrong() {
        JsonSchema schema = JsonSchema.parse("""
                {"type": "object", "required": ["address"], "anyOf": [{"required": ["project"]}, {"required": ["account"]}],
                 "properties": {"address": {"type": "string"}, "project": {"type": "string"}, "account": {"minLength": 9}}}
                """);

        assertThat(schema.missing(Map.of())).containsExactlyInAnyOrder("address", "project", "account");
        assertThat(schema.missing(Map.of("address", 7, "account", ""))).isEmpty();
        assertThat(schema.missing(Map.of("project", "pond"))).containsExactly("address");
    }
}
