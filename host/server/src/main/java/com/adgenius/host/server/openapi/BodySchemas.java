package com.adgenius.host.server.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The schemas of the bodies. A record that is only answered always has all its fields; one that is only read refuses
 * fields it does not know.
 */
final class BodySchemas {

    private final ObjectMapper mapper;
    private final ModelConverters converters = new ModelConverters(true);
    private final Map<String, Schema<?>> schemas = new TreeMap<>();
    private final Map<String, Class<?>> classes = new HashMap<>();
    private final Set<String> read = new HashSet<>();
    private final Set<String> answered = new HashSet<>();

    BodySchemas(ObjectMapper mapper) {
        this.mapper = mapper;
        converters.addConverter(new ModelResolver(mapper).openapi31(true));
        converters.addConverter(new OptionalContent(mapper));
    }

    /** The schema of a body that is read. */
    Schema<?> ofInput(Type type) {
        return of(type, read);
    }

    /** The schema of a body that is answered. */
    Schema<?> ofOutput(Type type) {
        return of(type, answered);
    }

    @SuppressWarnings("rawtypes") // the library's own signatures
    private Schema<?> of(Type type, Set<String> use) {
        note(mapper.constructType(type), new HashSet<>());
        ResolvedSchema resolved = converters.resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        for (Map.Entry<String, Schema> referenced : resolved.referencedSchemas.entrySet()) {
            schemas.putIfAbsent(referenced.getKey(), referenced.getValue());
            use.add(referenced.getKey());
        }
        return resolved.schema;
    }

    /** All schemas by name. */
    Map<String, Schema<?>> all() {
        schemas.forEach((name, schema) -> {
            boolean isAnswered = answered.contains(name);
            boolean isRead = read.contains(name);
            if (schema.getProperties() == null) {
                return;
            }
            allowNulls(name, schema);
            if (isAnswered && !isRead && writesAll(name)) {
                schema.setRequired(new ArrayList<>(schema.getProperties().keySet()));
            }
            if (isRead && !isAnswered) {
                schema.setAdditionalProperties(false);
            }
        });
        return schemas;
    }

    /**
     * A field whose value may be missing is answered as null, and one that can be emptied is read as null. Said here and not
     * by a converter: the library forgets it of some fields when it adds what their annotations say.
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // the library's own signatures
    private void allowNulls(String name, Schema<?> schema) {
        Class<?> type = classes.get(name);
        if (type == null || !type.isRecord()) {
            return;
        }
        Set<String> nullable = Arrays.stream(type.getRecordComponents())
                .filter(component -> OptionalContent.is(component.getType()) || saysNullable(component))
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        Map<String, Schema> properties = schema.getProperties();
        mapper.getSerializationConfig().introspect(mapper.constructType(type)).findProperties().stream()
                .filter(property -> nullable.contains(property.getInternalName()))
                .map(BeanPropertyDefinition::getName)
                .forEach(property -> properties.computeIfPresent(property, (_, value) -> orNull(value)));
    }

    /** What is read and answered alike has no {@code Optional}, and says it by {@code @Schema(nullable = true)}. */
    private static boolean saysNullable(RecordComponent component) {
        io.swagger.v3.oas.annotations.media.Schema annotation =
                component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return annotation != null && annotation.nullable();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the library's own signatures
    private static Schema<?> orNull(Schema schema) {
        if (schema.get$ref() != null) {
            Schema reference = new JsonSchema().$ref(schema.get$ref());
            return new JsonSchema()
                    .anyOf(List.of(reference, new JsonSchema().typesItem("null")))
                    .description(schema.getDescription());
        }
        if (schema.getTypes() == null) {
            return schema;
        }
        schema.addType("null");
        if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
            schema.addEnumItemObject(null);
        }
        return schema;
    }

    private boolean writesAll(String name) {
        Class<?> type = classes.get(name);
        return type != null && type.isRecord() && !type.isAnnotationPresent(JsonInclude.class);
    }

    /** Notes which record has which name; two of one name would silently become one schema. */
    private void note(JavaType type, Set<JavaType> seen) {
        if (!seen.add(type)) {
            return;
        }
        type.getBindings().getTypeParameters().forEach(parameter -> note(parameter, seen));
        if (type.getContentType() != null) {
            note(type.getContentType(), seen);
        }
        Class<?> raw = type.getRawClass();
        if (raw.isRecord()) {
            String name = nameOf(raw);
            Class<?> other = classes.putIfAbsent(name, raw);
            if (other != null && other != raw) {
                throw new IllegalStateException(other.getName() + " and " + raw.getName() + " are both the schema "
                        + name + "; give one of them another name by @Schema(name = …)");
            }
            for (RecordComponent component : raw.getRecordComponents()) {
                note(mapper.getTypeFactory().constructType(component.getGenericType()), seen);
            }
        }
    }

    private static String nameOf(Class<?> type) {
        io.swagger.v3.oas.annotations.media.Schema annotation =
                type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return annotation == null || annotation.name().isEmpty() ? type.getSimpleName() : annotation.name();
    }
}
