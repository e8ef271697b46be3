package com.adgenius.plugins.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.Settings;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.prompting.Template;
import com.adgenius.prompting.VisualPrompt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Creatives name the version of the template that they were asked by: it asks in the same words for ever. */
class SameWordsTest {

    private static final Settings NONE = Map::of;
    private static final Settings OWN = () -> Map.of(
            "templates",
            Map.of("role", "Film {format}, {width} by {height}.", "negative", "rain"),
            "extra_instructions",
            "Always by the sea.");

    @Test
    void aVersionAsksForEveryBriefAndFormatAsItAlwaysDid() throws Exception {
        List<String> asked = new ArrayList<>();
        for (VideoFormat format : FormatCatalog.load().all()) {
            for (GenerationRequest request : Briefs.requests(format.id())) {
                asked.add(words(request.variation().isPresent() ? OWN : NONE, format, request));
            }
        }
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(String.join("\n\n", asked).getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("0d15135318f45f1250059229bb8528b1bf8e9b7862d52c286bc6f839ee1ed3e1");
    }

    private static String words(Settings settings, VideoFormat format, GenerationRequest request) {
        Template template = VideoPrompt.load().forTenant(settings, VisualPrompt.OPEN);
        FilmOrder order =
                FilmOrder.of(format, request, template.text("negative")).getFirst();
        return VideoPrompt.of(template, order, 6) + "\n\n" + order.parameters().get("negative_prompt");
    }
}
