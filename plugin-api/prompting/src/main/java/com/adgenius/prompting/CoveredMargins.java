package com.adgenius.prompting;

import com.adgenius.plugin.Api;
import com.adgenius.plugin.SafeArea;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What of a picture or a video its placement covers, as a prompt says it. */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public final class CoveredMargins {

    private CoveredMargins() {}

    /** The margins outside the safe area, for instance {@code top 14 %}: from the top clockwise, those of no width left out. */
    public static List<String> of(SafeArea area) {
        return Stream.of(
                        new Margin("top", area.top()),
                        new Margin("right", area.right()),
                        new Margin("bottom", area.bottom()),
                        new Margin("left", area.left()))
                .filter(margin -> margin.fraction() > 0)
                .map(margin -> String.format(Locale.ROOT, "%s %.0f %%", margin.side(), margin.fraction() * 100))
                .toList();
    }

    private record Margin(String side, double fraction) {}
}
