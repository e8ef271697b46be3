package com.adgenius.plugins.image;

import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.SafeArea;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a model is asked for one format. */
final class PicturePrompt {

    private PicturePrompt() {}

    static String of(PictureTemplate template, PictureOrder order) {
        PictureFormat format = order.format();
        StringBuilder prompt = new StringBuilder(template.role()
                .replace("{format}", format.format().title())
                .replace("{width}", Integer.toString(format.width()))
                .replace("{height}", Integer.toString(format.height())));
        if (!template.extra().isEmpty()) {
            prompt.append('\n').append(template.extra());
        }
        prompt.append('\n').append(template.frame().replace("{composition}", composition(format.safeArea())));
        if (!order.brief().segments().isEmpty()) {
            prompt.append('\n').append(template.segment());
        }
        if (order.change().isPresent()) {
            prompt.append('\n').append(template.variation());
        }
        return prompt.append('\n')
                .append(template.data())
                .append(BriefData.of(order.brief(), order.change()))
                .toString();
    }

    static ImageRequest request(PictureTemplate template, PictureOrder order) {
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
        List<String> margins = new ArrayList<>();
        margin(margins, "top", area.top());
        margin(margins, "right", area.right());
        margin(margins, "bottom", area.bottom());
        margin(margins, "left", area.left());
        return margins.isEmpty()
                ? "the whole picture is seen."
                : "the placement covers or cuts its margins. Keep everything that matters out of the "
                        + String.join(", the ", margins) + "; let the background run to the edge.";
    }

    private static void margin(List<String> margins, String side, double fraction) {
        if (fraction > 0) {
            margins.add(String.format(Locale.ROOT, "%s %.0f %%", side, fraction * 100));
        }
    }
}
