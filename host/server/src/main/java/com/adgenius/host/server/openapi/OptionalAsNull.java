package com.adgenius.host.server.openapi;

import com.adgenius.host.server.http.Given;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@link Optional} is the value or null, as the API writes it, and so is a field that can be emptied. */
final class OptionalAsNull implements ModelConverter {

    private final ObjectMapper mapper;

    OptionalAsNull(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = mapper.constructType(type.getType());
        if (!java.hasRawClass(Optional.class) && !java.hasRawClass(Given.class)) {
            return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        }
        AnnotatedType content = new AnnotatedType()
                .type(java.containedType(0))
                .ctxAnnotations(type.getCtxAnnotations())
                .parent(type.getParent())
                .propertyName(type.getPropertyName())
                .schemaProperty(type.isSchemaProperty())
                .resolveAsRef(type.isResolveAsRef())
                .jsonViewAnnotation(type.getJsonViewAnnotation());
        return orNull(context.resolve(content));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the library's own signatures
    private static Schema<?> orNull(Schema schema) {
        if (schema.get$ref() != null) {
            Schema reference = new JsonSchema().$ref(schema.get$ref());
            return new JsonSchema().anyOf(List.of(reference, new JsonSchema().typesItem("null")));
        }
        schema.addType("null");
        if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
            schema.addEnumItemObject(null);
        }
        return schema;
    }
}
