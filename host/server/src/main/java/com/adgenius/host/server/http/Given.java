package com.adgenius.host.server.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of a merge patch (RFC 7396) that may be emptied: absent from the body it is no {@code Given} at all, {@code null}
 * in the body is an empty one.
 *
 * @param value the new value; empty where the field is to be emptied
 */
@JsonDeserialize(using = Given.Reader.class)
public record Given<T>(Optional<T> value) {

    public Given {
        requireNonNull(value, "value is null");
    }

    /** Reads it by the type of its value. */
    static final class Reader extends JsonDeserializer<Given<?>> implements ContextualDeserializer {

        private final @Nullable JavaType type;

        @SuppressWarnings("unused") // Jackson makes one, and asks it for those of each field
        private Reader() {
            this(null);
        }

        private Reader(@Nullable JavaType type) {
            this.type = type;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new Reader(context.getContextualType().containedType(0));
        }

        @Override
        public Given<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new Given<>(Optional.of(context.readValue(parser, requireNonNull(type, "the field has no type"))));
        }

        @Override
        public Given<?> getNullValue(DeserializationContext context) {
            return new Given<>(Optional.empty());
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
