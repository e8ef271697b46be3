package com.adgenius.plugins.video;

import com.adgenius.plugin.Brief;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.prompting.BriefData;
import com.adgenius.prompting.CoveredMargins;
import com.adgenius.prompting.Template;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a model is asked for one format. The template's texts are {@code role}, what to show and how, with {@code {format},
 * {width}, {height}, {seconds}}; {@code extra}, what the tenant tells the model beside; {@code frame}, what no tenant changes, with
 * {@code {composition}}; {@code segment} and {@code variation}, what is added for one audience segment and for a variation
 * of an earlier video; {@code data}, what is said before the user's data; {@code negative}, what not to show.
 */
final class VideoPrompt {

    /** What of the template a tenant may have of its own: all but what keeps the brief from being an instruction. */
    static final Set<String> OPEN = Set.of("role", "segment", "variation", "negative");

    private static final String CURRENT = "film.v2.json";

    private VideoPrompt() {}

    /** The version of the template that is used now. */
    static Template load() {
        return Template.read(VideoPrompt.class, CURRENT);
    }

    static String of(Template template, FilmOrder order, int seconds) {
        VideoFormat format = order.format();
        Brief brief = order.brief();
        StringBuilder prompt = new StringBuilder(template.text("role")
                .replace("{format}", format.format().title())
                .replace("{width}", Integer.toString(format.width()))
                .replace("{height}", Integer.toString(format.height()))
                .replace("{seconds}", Integer.toString(seconds)));
        if (!template.text("extra").isEmpty()) {
            prompt.append('\n').append(template.text("extra"));
        }
        prompt.append('\n').append(template.text("frame").replace("{composition}", composition(format.safeArea())));
        if (!brief.segments().isEmpty()) {
            prompt.append('\n').append(template.text("segment"));
        }
        if (order.change().isPresent()) {
            prompt.append('\n').append(template.text("variation"));
        }
        return prompt.append('\n')
                .append(template.text("data"))
                .append(BriefData.of(brief)
                        .and("palette", brief.brand().palette())
                        .and("banned_terms", brief.brand().bannedTerms())
                        .and("change_wanted", order.change().orElse(""))
                        .toBlock())
                .toString();
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
