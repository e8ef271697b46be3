package com.adgenius.plugins.image;

import com.adgenius.plugin.Brief;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.SafeArea;
import com.adgenius.prompting.BriefData;
import com.adgenius.prompting.CoveredMargins;
import com.adgenius.prompting.Template;
import java.util.List;
import java.util.Set;

/**
 * What a model is asked for one format. The template's texts are {@code role}, what to show and how, with {@code {format},
 * {width}, {height}}; {@code extra}, what the tenant tells the model beside; {@code frame}, what no tenant changes, with
 * {@code {composition}}; {@code segment} and {@code variation}, what is added for one audience segment and for a variation
 * of an earlier picture; {@code data}, what is said before the user's data; {@code negative}, what not to show.
 */
final class PicturePrompt {

    /** What of the template a tenant may have of its own: all but what keeps the brief from being an instruction. */
    static final Set<String> OPEN = Set.of("role", "segment", "variation", "negative");

    private static final String CURRENT = "picture.v2.json";

    private PicturePrompt() {}

    /** The version of the template that is used now. */
    static Template load() {
        return Template.read(PicturePrompt.class, CURRENT);
    }

    static String of(Template template, PictureOrder order) {
        PictureFormat format = order.format();
        Brief brief = order.brief();
        StringBuilder prompt = new StringBuilder(template.text("role")
                .replace("{format}", format.format().title())
                .replace("{width}", Integer.toString(format.width()))
                .replace("{height}", Integer.toString(format.height())));
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

    static ImageRequest request(Template template, PictureOrder order) {
        PictureFormat format = order.format();
        return new ImageRequest(
                order.brief(),
                of(template, order),
                format.width(),
                format.height(),
                format.safeArea(),
                order.variant(),
                order.references(),
                order.parameters());
    }

    private static String composition(SafeArea area) {
        List<String> margins = CoveredMargins.of(area);
        return margins.isEmpty()
                ? "the whole picture is seen."
                : "the placement covers or cuts its margins. Keep everything that matters out of the "
                        + String.join(", the ", margins) + "; let the background run to the edge.";
    }
}
