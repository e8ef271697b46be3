package com.adgenius.plugins.image;

import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.SafeArea;
import com.adgenius.prompting.CoveredMargins;
import com.adgenius.prompting.Template;
import com.adgenius.prompting.VisualPrompt;
import java.util.List;

/**
 * What a model is asked for one format: a {@link VisualPrompt}, whose role has the places {@code {format}, {width}, {height}},
 * and whose frame has {@code {composition}}.
 */
final class PicturePrompt {

    private static final String CURRENT = "picture.v2.json";

    private PicturePrompt() {}

    /** The version of the template that is used now. */
    static Template load() {
        return Template.read(PicturePrompt.class, CURRENT);
    }

    static String of(Template template, PictureOrder order) {
        PictureFormat format = order.format();
        String role = template.text("role")
                .replace("{format}", format.format().title())
                .replace("{width}", Integer.toString(format.width()))
                .replace("{height}", Integer.toString(format.height()));
        String frame = template.text("frame").replace("{composition}", composition(format.safeArea()));
        return VisualPrompt.of(template, role, frame, order.brief(), order.change());
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
