package com.adgenius.host.server.bus;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.bus.UnreadableMessageException.Code;
import com.adgenius.host.server.http.FieldError;
import com.adgenius.host.server.http.Json;
import com.adgenius.host.server.plugin.schema.JsonSchema;
import com.adgenius.host.server.storage.JsonValues;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Messages as JSON. What is written and what is read is checked against the schema of its type. */
final class MessageCodec {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final ObjectMapper mapper = Json.mapper()
            .setDefaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS));
    private final Map<EventType<?>, JsonSchema> schemas = new ConcurrentHashMap<>();

    /** A message's form on the way, before its data is understood. */
    private record Envelope(
            String id, String type, int version, Instant time, Optional<String> tenant, Map<String, Object> data) {

        private Envelope {
            requireNonNull(id, "it has no id");
            requireNonNull(type, "it has no type");
            requireNonNull(time, "it has no time");
            requireNonNull(data, "it has no data");
        }
    }

    /** The message as JSON. */
    String encode(Message message) {
        EventType<?> type = message.event().eventType();
        Map<String, Object> data = JsonValues.copyOf(mapper.convertValue(message.event(), OBJECT));
        List<FieldError> errors = schema(type).errors(data);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("Event " + type.name() + ": " + described(errors));
        }
        Envelope envelope =
                new Envelope(message.id(), type.name(), type.version(), message.time(), message.tenant(), data);
        try {
            return mapper.writeValueAsString(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Event " + type.name() + " cannot be written", e);
        }
    }

    /** The message that the text holds. */
    Message decode(String text) throws UnreadableMessageException {
        Envelope envelope = envelope(text);
        EventType<?> type = EventType.of(envelope.type())
                .orElseThrow(() -> new UnreadableMessageException(
                        Code.UNKNOWN_TYPE, "No event has the type \"" + envelope.type() + "\" here"));
        if (envelope.version() > type.version()) {
            throw new UnreadableMessageException(
                    Code.NEWER_VERSION,
                    "Version " + envelope.version() + " of " + type.name() + " is newer than version " + type.version()
                            + ", the last that this host knows");
        }
        try {
            Map<String, Object> data = JsonValues.copyOf(envelope.data());
            List<FieldError> errors = schema(type).errors(data);
            if (!errors.isEmpty()) {
                throw new UnreadableMessageException(Code.INVALID_MESSAGE, described(errors));
            }
            DomainEvent event = mapper.convertValue(data, type.shape());
            return new Message(envelope.id(), envelope.time(), envelope.tenant(), event);
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessageException(Code.INVALID_MESSAGE, "Its data cannot be read: " + e.getMessage());
        }
    }

    private Envelope envelope(String text) throws UnreadableMessageException {
        try {
            Envelope envelope = mapper.readValue(text, Envelope.class);
            if (envelope == null || envelope.version() < 1) {
                throw new UnreadableMessageException(Code.INVALID_MESSAGE, "It has no version");
            }
            return envelope;
        } catch (JsonProcessingException e) {
            throw new UnreadableMessageException(Code.INVALID_MESSAGE, "It is no message: " + e.getOriginalMessage());
        }
    }

    /** What can be told of a text for people, whether it can be read or not: its type, version, id and tenant. */
    Summary summary(String text) {
        try {
            Envelope envelope = envelope(text);
            return new Summary(
                    Optional.of(envelope.id()),
                    Optional.of(envelope.type()),
                    Optional.of(envelope.version()),
                    envelope.tenant());
        } catch (UnreadableMessageException _) {
            return new Summary(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** What can be told of a message that may be unreadable. */
    record Summary(Optional<String> id, Optional<String> type, Optional<Integer> version, Optional<String> tenant) {}

    private static String described(List<FieldError> errors) {
        return errors.stream()
                .limit(5)
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; "));
    }

    private JsonSchema schema(EventType<?> type) {
        return schemas.computeIfAbsent(type, MessageCodec::read);
    }

    private static JsonSchema read(EventType<?> type) {
        String name = "schema/" + type.name() + ".v" + type.version() + ".json";
        try (InputStream content = MessageCodec.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("There is no schema " + name);
            }
            return JsonSchema.parse(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
