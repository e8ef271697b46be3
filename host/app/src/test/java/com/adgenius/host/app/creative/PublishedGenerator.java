package com.adgenius.host.app.creative;

import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.app.testing.HostUnderTest.TenantUnderTest;
import com.adgenius.host.app.testing.HostedPlugin;
import com.adgenius.host.app.testing.ScriptedPlugin;
import com.adgenius.host.server.generation.Scripts;
import com.adgenius.plugin.CreativeGenerator;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.Format;
import com.adgenius.plugin.GenerationContext;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.GenerationResult;
import com.adgenius.plugin.PluginException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A generator of one format, which publishes limits.
 *
 * @param plugin its plugin's id
 * @param kind what it makes
 * @param format the format's id
 */
record PublishedGenerator(String plugin, CreativeKind kind, String format) {

    static PublishedGenerator serve(
            HostUnderTest host,
            TenantUnderTest tenant,
            CreativeKind kind,
            String format,
            Map<String, Object> limits,
            Scripts.Work work) {
        HostedPlugin hosted = HostedPlugin.unique(host);
        hosted.serve(
                new ScriptedPlugin(hosted.id(), "1.0.0")
                        .with(CreativeGenerator.class, new Published(kind, format, limits, work)),
                tenant);
        return new PublishedGenerator(hosted.id(), kind, format);
    }

    /** Makes a creative and waits until it is ready. */
    JsonNode make(Studio studio, String prompt) {
        String id = studio.user()
                .post(
                        "/creatives",
                        Map.of("kind", kind.value(), "prompt", prompt, "generator", plugin, "formats", List.of(format)))
                .expect(202)
                .text("id");
        return studio.await(id, "ready");
    }

    private record Published(CreativeKind kind, String format, Map<String, Object> limits, Scripts.Work work)
            implements CreativeGenerator {

        @Override
        public List<Format> formats() {
            return List.of(
                    new Format(format, format, "test", limits, "Limits of the test", LocalDate.of(2026, 11, 22)));
        }

        @Override
        public GenerationResult generate(GenerationRequest request, GenerationContext context)
                throws PluginException, InterruptedException {
            return work.generate(request, context);
        }
    }
}
