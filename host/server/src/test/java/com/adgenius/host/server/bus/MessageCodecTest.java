package com.adgenius.host.server.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.host.server.bus.DomainEvent.CreativeChanged;
import com.adgenius.host.server.bus.DomainEvent.CreativeFailed;
import com.adgenius.host.server.bus.DomainEvent.CreativeGenerated;
import com.adgenius.host.server.bus.DomainEvent.CreativeRequested;
import com.adgenius.host.server.bus.DomainEvent.PluginChanged;
import com.adgenius.host.server.bus.DomainEvent.UsageRecorded;
import com.adgenius.host.server.bus.DomainEvent.Used;
import com.adgenius.host.server.bus.DomainEvent.UserRegistered;
import com.adgenius.host.server.bus.UnreadableMessageException.Code;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {

    private static final Instant TIME = Instant.parse("2026-11-24T12:00:00Z");

    private final MessageCodec codec = new MessageCodec();

    private static Stream<DomainEvent> events() {
        return Stream.of(
                new UserRegistered("u", "ann@acme.example", "Ann", "Acme", "acme"),
                new CreativeRequested("c", "text", 1),
                new CreativeGenerated("c", "image", "image"),
                new CreativeChanged("c", "text", "deleted"),
                new CreativeFailed("c", "video", "video", "blocked", false),
                new PluginChanged("text", "routed"),
                new UsageRecorded(
                        "r",
                        Optional.of("c"),
                        Optional.of("generation"),
                        List.of(new Used("model", Map.of("images", 2L)))),
                new UsageRecorded("q", Optional.empty(), Optional.of("question"), List.of()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatIsWrittenIsReadAsTheSame(DomainEvent event) throws UnreadableMessageException {
        Message message = Message.ofTenant("acme", "id", TIME, event);

        assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
    }

    @Test
    void everyTypeHasAnExampleHere() {
        assertThat(events().<EventType<?>>map(DomainEvent::eventType).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(EventType.all());
    }

    @Test
    void aMessageOfThePlatformNamesNoTenant() throws UnreadableMessageException {
        Message message = Message.ofPlatform("id", TIME, new PluginChanged("text", "routed"));

        assertThat(codec.decode(codec.encode(message)).tenant()).isEmpty();
    }

    @Test
    void aChargeOfTheVersionBeforeIsReadWithoutAPurpose() throws UnreadableMessageException {
        String text = """
                {"id": "i", "type": "usage.recorded", "version": 1, "time": "%s",
                 "data": {"reservation_id": "r", "creative_id": "c", "models": []}}
                """.formatted(TIME);

        assertThat(codec.decode(text).event())
                .isEqualTo(new UsageRecorded("r", Optional.of("c"), Optional.empty(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NEWER_VERSION   | plugin.changed | 2 | {\"plugin_id\": \"text\"}",
                "UNKNOWN_TYPE    | plugin.painted | 1 | {}",
                "INVALID_MESSAGE | plugin.changed | 0 | {\"plugin_id\": \"text\", \"action\": \"routed\"}",
                "INVALID_MESSAGE | plugin.changed | 1 | {\"plugin_id\": \"text\"}",
                "INVALID_MESSAGE | plugin.changed | 1 | {\"plugin_id\": {\"$ne\": null}, \"action\": \"routed\"}",
                "INVALID_MESSAGE | plugin.changed | 1 | {\"plugin_id\": 1, \"action\": \"routed\"}",
                "INVALID_MESSAGE | plugin.changed | 1 | {\"plugin_id\": \"text\", \"action\": \"routed\", \"x\": 1}",
                "INVALID_MESSAGE | plugin.changed | 1 | \"text\""
            })
    void whatCannotBeReadSaysWhy(Code code, String type, int version, String data) {
        String text = "{\"id\": \"i\", \"type\": \"%s\", \"version\": %d, \"time\": \"%s\", \"data\": %s}"
                .formatted(type, version, TIME, data);

        assertThatThrownBy(() -> codec.decode(text))
                .isInstanceOfSatisfying(
                        UnreadableMessageException.class,
                        e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "null", "[]", "{}", "{\"id\": \"i\"}", "no JSON"})
    void whatIsNoMessageIsInvalid(String text) {
        assertThatThrownBy(() -> codec.decode(text))
                .isInstanceOfSatisfying(
                        UnreadableMessageException.class,
                        e -> assertThat(e.code()).isEqualTo(Code.INVALID_MESSAGE));
    }

    @Test
    void anEventThatIsNotByItsSchemaIsNotWritten() {
        Message message = Message.ofTenant("acme", "id", TIME, new CreativeRequested("c", "sculpture", 1));

        assertThatThrownBy(() -> codec.encode(message)).isInstanceOf(IllegalArgumentException.class);
    }
}
