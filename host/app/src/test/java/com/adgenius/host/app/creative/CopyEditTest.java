package com.adgenius.host.app.creative;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiClient;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.HostedPlugin;
import com.adgenius.host.app.testing.ScriptedGenerator;
import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.Format;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writing a text creative anew, and having an earlier version back. */
class CopyEditTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final TenantUnderTest TENANT = HOST.newTenant();
    private static final ScriptedGenerator TEXT = ScriptedGenerator.install(
                    HOST, CreativeKind.TEXT, (request, _) -> Scripts.copy(request, "frog"))
            .serve(TENANT);

    private final ApiClient owner = TENANT.owner();
    private final Studio studio = new Studio(owner);
    private final String id = studio.make(TEXT, "An old pond").path("id").asText();

    private ApiClient current() {
        return owner.with(
                "If-Match",
                owner.get("/creatives/" + id).expect(200).header("ETag").orElseThrow());
    }

    private JsonNode write(String line) {
        return current()
                .patch("/creatives/" + id, Map.of("content", List.of(copy(line))))
                .expect(200)
                .json();
    }

    private Map<String, Object> copy(String line) {
        return Map.of("format", TEXT.format(), "variant", 1, "fields", Map.of("lines", List.of(line)));
    }

    private String line(JsonNode creative) {
        return creative.at("/content/0/fields/lines/0").asText();
    }

    private void refuses(Map<String, Object> change, String field) {
        assertThat(current()
                        .patch("/creatives/" + id, change)
                        .expect(422)
                        .json()
                        .required("errors")
                        .findValuesAsText("field"))
                .contains(field);
    }

    @Test
    void replacesTheTextsOfOneFormatAndLeavesTheOthers() {
        Map<String, Object> request = TEXT.request("Two formats");
        request.put("formats", List.of(TEXT.format(), TEXT.otherFormat()));
        String both = owner.post("/creatives", request).expect(202).text("id");
        JsonNode before = studio.await(both, "ready");
        JsonNode after = owner.with("If-Match", "\"" + before.path("revision").asLong() + "\"")
                .patch("/creatives/" + both, Map.of("content", List.of(copy("toad"))))
                .expect(200)
                .json();

        assertThat(line(after)).isEqualTo("toad");
        assertThat(after.at("/content/1")).isEqualTo(before.at("/content/1"));
        assertThat(after.path("content_version").asInt()).isEqualTo(2);
        assertThat(owner.get("/creatives/" + both + "/content?format=" + TEXT.format())
                        .expect(200)
                        .json()
                        .at("/content/0/fields/lines/0")
                        .asText())
                .isEqualTo("toad");
    }

    @Test
    void keepsEveryVersionWithItsWriter() {
        String first = line(studio.read(id));
        String me = owner.get("/auth/me").json().at("/user/id").asText();
        write("toad");
        write("newt");

        JsonNode versions =
                owner.get("/creatives/" + id + "/history").expect(200).json().path("versions");

        assertThat(versions)
                .extracting(version -> version.path("version").asInt())
                .containsExactly(3, 2, 1);
        assertThat(versions)
                .extracting(version -> version.path("current").asBoolean())
                .containsExactly(true, false, false);
        assertThat(versions.findValuesAsText("by")).containsOnly(me);
        assertThat(versions.findValuesAsText("content_hash")).doesNotHaveDuplicates();
        assertThat(version(1).at("/content/0/fields/lines/0").asText()).isEqualTo(first);
        assertThat(version(2).at("/content/0/fields/lines/0").asText()).isEqualTo("toad");
        assertThat(version(3).at("/content/0/fields/lines/0").asText()).isEqualTo("newt");
        for (String none : List.of("0", "4", "x", "-1", "99999999999999999999")) {
            owner.get("/creatives/" + id + "/history/" + none).expect(404);
        }
    }

    private JsonNode version(int number) {
        return owner.get("/creatives/" + id + "/history/" + number).expect(200).json();
    }

    @Test
    void hasAnEarlierVersionBackAsANewOne() {
        JsonNode before = studio.read(id);
        write("toad");

        JsonNode back = current()
                .patch("/creatives/" + id, Map.of("restore_version", 1))
                .expect(200)
                .json();

        assertThat(line(back)).isEqualTo(line(before));
        assertThat(back.path("content_hash")).isEqualTo(before.path("content_hash"));
        assertThat(back.path("content_version").asInt()).isEqualTo(3);
        assertThat(version(2).at("/content/0/fields/lines/0").asText()).isEqualTo("toad");
        refuses(Map.of("restore_version", 9), "restore_version");
        refuses(Map.of("restore_version", 1, "content", List.of(copy("x"))), "restore_version");
    }

    @Test
    void refusesWhatIsNoText() {
        refuses(
                Map.of("content", List.of(Map.of("format", "nothing", "fields", Map.of("lines", List.of("x"))))),
                "content[0]");
        refuses(
                Map.of(
                        "content",
                        List.of(Map.of(
                                "format", TEXT.format(), "variant", 2, "fields", Map.of("lines", List.of("x"))))),
                "content[0]");
        refuses(Map.of("content", List.of(copy("a"), copy("b"))), "content[1]");
        refuses(Map.of("content", List.of(copy(" "))), "content[0].fields.lines[0]");
        refuses(Map.of("content", List.of(copy("bell \u0007"))), "content[0].fields.lines[0]");
        refuses(Map.of("content", Collections.singletonList(null)), "content[0]");
        refuses(Map.of("content", List.of(Map.of("format", TEXT.format(), "fields", Map.of()))), "content[0].fields");
        refuses(
                Map.of(
                        "content",
                        List.of(Map.of(
                                "format",
                                TEXT.format(),
                                "fields",
                                Map.of("$where", List.of("x"), "a.b", List.of("y"))))),
                "content[0].fields.$where");
        assertThat(studio.read(id).path("content_version").asInt()).isEqualTo(1);
    }

    @Test
    void keepsAFieldNamedLikeAnOperatorAsAText() {
        assertThat(line(write("{\"$ne\": null}"))).isEqualTo("{\"$ne\": null}");
        assertThat(line(studio.read(id))).isEqualTo("{\"$ne\": null}");
    }

    /** A generator whose format publishes its limits as the first-party one does. */
    private static final class Limited implements CreativeGenerator {

        private final String format;

        Limited(String format) {
            this.format = format;
        }

        @Override
        public CreativeKind kind() {
            return CreativeKind.TEXT;
        }

        @Override
        public List<Format> formats() {
            Map<String, Object> lines = Map.of(
                    "name",
                    "lines",
                    "min",
                    BigDecimal.ONE,
                    "max",
                    BigDecimal.TWO,
                    "limits",
                    List.of(
                            Map.of("value", new BigDecimal(10), "kind", "hard"),
                            Map.of("value", new BigDecimal(5), "kind", "truncation")));
            return List.of(new Format(
                    format,
                    format,
                    "test",
                    Map.of("fields", List.of(lines)),
                    "https://example.com",
                    LocalDate.of(2026, 11, 22)));
        }

        @Override
        public GenerationResult generate(GenerationRequest request, GenerationContext context) {
            return Scripts.copy(request, "frog");
        }
    }

    @Test
    void staysWithinTheFormatsLimits() {
        HostedPlugin plugin = HostedPlugin.unique(HOST);
        String format = plugin.id() + "_one";
        plugin.serve(
                new ScriptedPlugin(plugin.id(), "1.0.0").with(CreativeGenerator.class, new Limited(format)), TENANT);
        String limited = owner.post("/creatives", Map.of("kind", "text", "prompt", "Short", "formats", List.of(format)))
                .expect(202)
                .text("id");
        long revision = studio.await(limited, "ready").path("revision").asLong();
        ApiClient editor = owner.with("If-Match", "\"" + revision + "\"");
        Map<String, Object> tooLong = Map.of("lines", List.of("fits", "長い長い長い"));
        Map<String, Object> tooMany = Map.of("lines", List.of("a", "b", "c"), "other", List.of("d"));

        assertThat(errors(editor, limited, format, tooLong)).containsExactly("content[0].fields.lines[1]");
        assertThat(errors(editor, limited, format, tooMany))
                .containsExactlyInAnyOrder("content[0].fields.lines", "content[0].fields.other");
        editor.patch(
                        "/creatives/" + limited,
                        Map.of(
                                "content",
                                List.of(Map.of("format", format, "fields", Map.of("lines", List.of("ten wide !"))))))
                .expect(200);
    }

    private static List<String> errors(ApiClient editor, String id, String format, Map<String, Object> fields) {
        return editor.patch("/creatives/" + id, Map.of("content", List.of(Map.of("format", format, "fields", fields))))
                .expect(422)
                .json()
                .required("errors")
                .findValuesAsText("field");
    }
}
