package com.adgenius.host.server.plugin;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.CanonicalJson;
import com.adgenius.host.server.storage.JsonValues;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import java.lang.reflect.Type;
import java.util.Map;

/** The JSON Schema of what is sent to ask a generator: the API's own body with what that generator takes. */
final class InputSchema {

    private final ObjectNode body;

    private InputSchema(ObjectNode body) {
        this.body = body;
    }

    /**
     * From the type of the API's body, so that it cannot drift from what is accepted.
     *
     * @param mapper by the API's rules
     */
    static InputSchema of(Type body, ObjectMapper mapper) {
        ModelConverters converters = new ModelConverters(true);
        converters.addConverter(new ModelResolver(mapper).openapi31(true));
        ObjectNode schema = Json31.mapper()
                .valueToTree(requireNonNull(
                        converters.resolveAsResolvedSchema(new AnnotatedType(body)).schema, "the body has no schema"));
        schema.put("$schema", SpecificationVersion.DRAFT_2020_12.getDialectId());
        schema.put("additionalProperties", false);
        return new InputSchema(schema);
    }

    /** Names the API's own part of the schemas; another build of the host may have another. */
    String fingerprint() {
        return CanonicalJson.sha256(body.toString());
    }

    /** For that generator: its kind, its formats, its options. */
    Map<String, Object> of(Generator generator) {
        ObjectNode schema = body.deepCopy();
        ObjectNode properties = (ObjectNode) schema.path("properties");
        property(properties, "kind").put("const", generator.kind().value()).remove("enum");
        property(properties, "generator").put("const", generator.pluginId());
        ObjectNode format = property(properties, "formats").putObject("items").put("type", "string");
        generator.formats().forEach(offered -> format.withArray("enum").add(offered.id()));
        try {
            properties.set(
                    "options",
                    Json31.mapper()
                            .readTree(generator.metadata().optionsSchema().toString()));
            return JsonValues.object(Json31.mapper().writeValueAsString(schema));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was parsed as JSON is not JSON", e);
        }
    }

    private static ObjectNode property(ObjectNode properties, String name) {
        return properties.withObjectProperty(name);
    }
}
