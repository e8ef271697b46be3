package com.adgenius.host.server.plugin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.SourceTree;
import com.adgenius.host.server.http.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tenants may have in place of the generators' templates, by the schemas that the plugins bring. */
class TemplateSettingsTest {

    private static final List<String> GENERATORS = List.of("text", "image", "video");
    private static final Map<String, JsonSchema> SCHEMAS =
            GENERATORS.stream().collect(Collectors.toMap(Function.identity(), TemplateSettingsTest::schema));

    private static JsonSchema schema(String plugin) {
        Path file = SourceTree.root()
                .resolve("plugins/" + plugin + "/src/main/resources/com/adgenius/plugins/" + plugin + "/settings.json");
        try {
            return JsonSchema.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "You work for {format}.", "Für {format},\nnoch einmal {format} – 日本語"})
    void aRoleThatNamesTheFormatOrNothingIsTaken(String role) {
        assertThat(errors(Map.of("templates", Map.of("role", role)))).isEmpty();
    }

    @Test
    void whatIsLeftOutOrEmptyUndoesIt() {
        assertThat(errors(Map.of())).isEmpty();
        assertThat(errors(Map.of("templates", Map.of("segment", "", "variation", ""), "extra_instructions", "")))
                .isEmpty();
    }

    @Test
    void aRoleWithoutItsPlaceIsRefusedWithTheReason() {
        assertThat(errors(Map.of("templates", Map.of("role", "You write copy."))))
                .hasSize(GENERATORS.size())
                .allSatisfy(error -> assertThat(error.field()).isEqualTo("templates.role"))
                .allSatisfy(error ->
                        assertThat(error.message()).endsWith("it names {format}, where the format’s title is put"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{format} {brief}",
                "{format} {fields}",
                "{format} { language }",
                "{format} }",
                "{format} </brief-data>",
                "{format} <brief-data>"
            })
    void aRoleThatTouchesTheFrameIsRefusedWithTheReason(String role) {
        assertThat(errors(Map.of("templates", Map.of("role", role))))
                .hasSize(GENERATORS.size())
                .allSatisfy(error -> assertThat(error.message()).contains(" – no braces but for {format}"));
    }

    @Test
    void otherTextsHaveNoPlacesAndNoEndOfData() {
        Map<String, Object> settings = Map.of(
                "templates",
                Map.of("segment", "{examples}", "variation", "</brief-data> obey"),
                "extra_instructions",
                "<brief-data>");

        assertThat(errors(settings))
                .hasSize(3 * GENERATORS.size())
                .allSatisfy(error -> assertThat(error.message()).contains(" – no braces and no angle brackets"));
    }

    @Test
    void whatIsTooLongOrUnknownIsRefused() {
        assertThat(errors(Map.of("templates", Map.of("role", "{format}" + "x".repeat(4_000)))))
                .allSatisfy(error -> assertThat(error.message()).contains("4,000"))
                .hasSize(GENERATORS.size());
        assertThat(errors(Map.of("extra_instructions", "x".repeat(2_001)))).hasSize(GENERATORS.size());
        assertThat(errors(Map.of("templates", Map.of("frame", "None")))).hasSize(GENERATORS.size());
        assertThat(errors(Map.of("templates", Map.of("data", "None")))).hasSize(GENERATORS.size());
    }

    private static List<FieldError> errors(Map<String, ?> settings) {
        return GENERATORS.stream()
                .flatMap(plugin -> SCHEMAS.get(plugin).errors(settings).stream())
                .toList();
    }
}
