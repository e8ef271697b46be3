package com.adgenius.plugins.vertex.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.gson.JsonElement;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A JSON Schema of what Google documents and its protocol definitions lack; each file says from when it is. */
final class DatedSchema {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Schema schema;

    private DatedSchema(Schema schema) {
        this.schema = schema;
    }

    static DatedSchema load(String name) {
        try (InputStream input = DatedSchema.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IOException(name + " is missing");
            }
            return new DatedSchema(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(MAPPER.readTree(input)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void check(JsonElement value, String at) throws GoogleErrorException {
        List<Error> errors;
        try {
            errors = schema.validate(MAPPER.readTree(value.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What Gson wrote is not JSON", e);
        }
        if (!errors.isEmpty()) {
            throw GoogleErrorException.invalid(
                    "Invalid value at '" + at + errors.getFirst().getInstanceLocation() + "': "
                            + errors.getFirst().getMessage());
        }
    }
}
