package com.adgenius.host.server.plugin.schema;

import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.storage.JsonValues;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A JSON Schema of version 2020-12 for an object. It reaches nothing outside of its own text. */
public final class JsonSchema {

    private static final String META = SpecificationVersion.DRAFT_2020_12.getDialectId();
    private static final String PATTERN = "/pattern";
    private static final int LIMIT = 256 * 1024;
    private static final Set<String> REQUIRING = Set.of("required", "dependentRequired");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode document;
    private final Schema schema;

    private JsonSchema(JsonNode document, Schema schema) {
        this.document = document;
        this.schema = schema;
    }

    /**
     * The schema in the text.
     *
     * @throws IllegalArgumentException when it is no JSON Schema of an object, with the reason for people
     */
    public static JsonSchema parse(String text) {
        if (text.length() > LIMIT) {
            throw new IllegalArgumentException("a schema may have at most " + LIMIT + " characters");
        }
        try {
            JsonNode document = MAPPER.readTree(text);
            if (!document.path("type").asText().equals("object")) {
                throw new IllegalArgumentException("its \"type\" must be \"object\"");
            }
            String dialect = document.path("$schema").asText(META);
            if (!dialect.equals(META)) {
                throw new IllegalArgumentException("its \"$schema\" must be \"" + META + "\", is \"" + dialect + "\"");
            }
            List<Error> errors = registry().getSchema(SchemaLocation.of(META)).validate(document);
            if (!errors.isEmpty()) {
                throw new IllegalArgumentException(errors.stream()
                        .map(error -> field(error) + " " + error.getMessage())
                        .limit(5)
                        .collect(Collectors.joining("; ")));
            }
            Schema schema = registry().getSchema(document);
            schema.initializeValidators();
            return new JsonSchema(document, schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not JSON: " + e.getOriginalMessage(), e);
        } catch (SchemaException e) {
            throw new IllegalArgumentException("it cannot be used: " + e.getMessage(), e);
        }
    }

    /** A registry of its own for each schema: a shared one would let the ids of two plugins meet. */
    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemaLoader(loader -> loader.fetchRemoteResources(false)
                                .allow(iri -> iri.toString().startsWith("https://json-schema.org/draft/2020-12/")))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .locale(Locale.ENGLISH)
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /**
     * What is wrong with the object, by field; empty when it is valid. Where a text does not match a pattern, what the schema
     * says of the text is said, too: patterns are for programs.
     */
    public List<FieldError> errors(Map<String, ?> object) {
        return validate(object).stream()
                .map(error -> new FieldError(field(error), error.getMessage() + meaning(error)))
                .toList();
    }

    /**
     * The names of the properties that the schema requires and the object lacks, those in objects of it with their path.
     * What else is wrong with the object does not count.
     */
    public Set<String> missing(Map<String, ?> object) {
        Set<String> names = new LinkedHashSet<>();
        for (Error error : validate(object)) {
            if (REQUIRING.contains(error.getKeyword())) {
                names.add(field(error));
            }
        }
        return names;
    }

    private List<Error> validate(Map<String, ?> object) {
        try {
            return schema.validate(MAPPER.readTree(JsonValues.text(object)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written as JSON is not JSON", e);
        }
    }

    /** The names of the object's properties. */
    public Set<String> properties() {
        Set<String> names = new LinkedHashSet<>();
        document.path("properties").properties().forEach(property -> names.add(property.getKey()));
        return names;
    }

    private String meaning(Error error) {
        String fragment = error.getSchemaLocation().toString();
        String pointer = fragment.substring(fragment.indexOf('#') + 1);
        if (!pointer.endsWith(PATTERN)) {
            return "";
        }
        String said = document.at(pointer.substring(0, pointer.length() - PATTERN.length()) + "/description")
                .asText();
        return said.isEmpty() ? "" : " – " + said;
    }

    /** The names of the object's properties that are marked {@code "writeOnly": true}: secrets. */
    public Set<String> writeOnly() {
        Set<String> names = new LinkedHashSet<>();
        document.path("properties").properties().forEach(property -> {
            if (property.getValue().path("writeOnly").asBoolean()) {
                names.add(property.getKey());
            }
        });
        return names;
    }

    /** The schema as JSON values. */
    public Map<String, Object> values() {
        return JsonValues.object(document.toString());
    }

    private static String field(Error error) {
        NodePath path = error.getInstanceLocation();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            if (path.getElement(i) instanceof Integer index) {
                field.append('[').append(index).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(path.getName(i));
            }
        }
        if (error.getProperty() != null) {
            field.append(field.isEmpty() ? "" : ".").append(error.getProperty());
        }
        return field.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonSchema that && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }

    @Override
    public String toString() {
        return document.toString();
    }
}
