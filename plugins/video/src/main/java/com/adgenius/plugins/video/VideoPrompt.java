package com.adgenius.plugins.video;

import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.VideoRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a model is asked for one format. */
final class VideoPrompt {

    private VideoPrompt() {}

    static String of(FilmTemplate template, FilmOrder order, int seconds) {
        VideoFormat format = order.format();
        StringBuilder prompt = new StringBuilder(template.role()
                .replace("{format}", format.format().title())
                .replace("{width}", Integer.toString(format.width()))
                .replace("{height}", Integer.toString(format.height()))
                .replace("{seconds}", Integer.toString(seconds)));
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

    static VideoRequest request(FilmTemplate template, FilmOrder order, int seconds) {
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
        List<String> margins = new ArrayList<>();
        margin(margins, "top", area.top());
        margin(margins, "right", area.right());
        margin(margins, "bottom", area.bottom());
        margin(margins, "left", area.left());
        return margins.isEmpty()
                ? "the whole frame is seen."
                : "the placement covers its margins. Keep everything that matters out of the "
                        + String.join(", the ", margins) + "; let the background run to the edge.";
    }

    private static void margin(List<String> margins, String side, double fraction) {
        if (fraction > 0) {
            margins.add(String.format(Locale.ROOT, "%s %.0f %%", side, fraction * 100));
        }
    }
}
