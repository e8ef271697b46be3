package com.adgenius.plugins.video;

import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.prompting.CoveredMargins;
import com.adgenius.prompting.Template;
import com.adgenius.prompting.VisualPrompt;
import java.time.Duration;
import java.util.List;

/**
 * What a model is asked for one format: a {@link VisualPrompt}, whose role has the places {@code {format}, {width}, {height},
 * {seconds}},
 * and whose frame has {@code {composition}}.
 */
final class VideoPrompt {

    private static final String CURRENT = "film.v2.json";

    private VideoPrompt() {}

    /** The version of the template that is used now. */
    static Template load() {
        return Template.read(VideoPrompt.class, CURRENT);
    }

    static String of(Template template, FilmOrder order, int seconds) {
        VideoFormat format = order.format();
        String role = template.text("role")
                .replace("{format}", format.format().title())
                .replace("{width}", Integer.toString(format.width()))
                .replace("{height}", Integer.toString(format.height()))
                .replace("{seconds}", Integer.toString(seconds));
        String frame = template.text("frame").replace("{composition}", composition(format.safeArea()));
        return VisualPrompt.of(template, role, frame, order.brief(), order.change());
    }

    static VideoRequest request(Template template, FilmOrder order, int seconds) {
        VideoFormat format = order.format();
        return new VideoRequest(
                order.brief(),
                of(template, order, seconds),
                format.width(),
                format.height(),
                Duration.ofSeconds(seconds),
                format.safeArea(),
                order.variant(),
                order.references(),
                order.parameters());
    }

    private static String composition(SafeArea area) {
        List<String> margins = CoveredMargins.of(area);
        return margins.isEmpty()
                ? "the whole frame is seen."
                : "the placement covers its margins. Keep everything that matters out of the "
                        + String.join(", the ", margins) + "; let the background run to the edge.";
    }
}
