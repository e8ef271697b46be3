package com.adgenius.host.server.openapi;

import com.adgenius.host.server.http.Given;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@link Optional}, or a field that can be emptied, is described by its value. */
final class OptionalContent implements ModelConverter {

    private final ObjectMapper mapper;

    OptionalContent(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Whether values of the type may be missing. */
    static boolean is(Class<?> type) {
        return type == Optional.class || type == Given.class;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = mapper.constructType(type.getType());
        if (!is(java.getRawClass())) {
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
        return context.resolve(content);
    }
}
