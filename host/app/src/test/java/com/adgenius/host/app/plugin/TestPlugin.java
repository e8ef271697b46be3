package com.adgenius.host.app.plugin;

import com.adgenius.host.app.testing.PluginJar;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A plugin that is compiled while the tests run: a generator of texts with settings.
 *
 * @param id the plugin's id
 * @param version its version
 * @param life members of its Plugin-Class
 * @param note what makes one jar of a version differ from another
 */
record TestPlugin(String id, String version, String life, String note) {

    private static final String GENERATOR = """
            package acme;

            import com.adgenius.plugin.*;
            import java.time.LocalDate;
            import java.util.*;
            import org.pf4j.Extension;

            @Extension
            public final class Writer implements CreativeGenerator {
                public CreativeKind kind() {
                    return CreativeKind.TEXT;
                }

                public List<Format> formats() {
                    return List.of(new Format("{id}_short", "Short", "acme", Map.of("headlines", Map.of("max", 3)),
                            "https://example.com", LocalDate.of(2026, 11, 22)));
                }

                public String optionsSchema() {
                    return "{\\"type\\":\\"object\\",\\"properties\\":{\\"mood\\":{\\"type\\":\\"string\\"}}}";
                }

                public String settingsSchema() {
                    return "{\\"type\\":\\"object\\",\\"additionalProperties\\":false,\\"required\\":[\\"model\\"],"
                            + "\\"properties\\":{\\"model\\":{\\"type\\":\\"string\\"},"
                            + "\\"api_key\\":{\\"type\\":\\"string\\",\\"minLength\\":8,\\"writeOnly\\":true}}}";
                }

                public GenerationResult generate(GenerationRequest request, GenerationContext context) {
                    throw new UnsupportedOperationException("{note}");
                }
            }
            """;

    private static final String LIFE =
            "package acme; public class Life implements com.adgenius.plugin.Plugin { {life} }";

    /** A good plugin of an id that no other test uses. */
    static TestPlugin unique() {
        return new TestPlugin("p" + UUID.randomUUID().toString().substring(0, 8), "1.0.0", "", "");
    }

    TestPlugin version(String other) {
        return new TestPlugin(id, other, life, note);
    }

    TestPlugin life(String members) {
        return new TestPlugin(id, version, members, note);
    }

    /** The same version with other content. */
    TestPlugin rebuilt() {
        return new TestPlugin(id, version, life, "rebuilt");
    }

    /** The id of its format. */
    String format() {
        return id + "_short";
    }

    byte[] jar() {
        Map<String, String> manifest = Map.of(
                "Plugin-Id", id,
                "Plugin-Version", version,
                "Plugin-Requires", ">=1.0.0 & <2.0.0",
                "Plugin-Provider", "Acme",
                "Plugin-License", "Apache-2.0",
                "Plugin-Description", "Writes for tests",
                "Plugin-Class", "acme.Life",
                "Plugin-Permissions", "network:api.example.com");
        Map<String, String> sources = Map.of(
                "acme.Writer", GENERATOR.replace("{id}", id).replace("{note}", note),
                "acme.Life", LIFE.replace("{life}", life));
        return new PluginJar(manifest, List.of("acme.Writer"), sources).bytes();
    }
}
