package com.adgenius.prompting;

import com.adgenius.plugin.Api;
import java.util.LinkedHashSet;
import java.util.List;

/** What the user is shown of the prompts that a creative was asked by; see {@code GenerationResult.engineeredPrompt()}. */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public final class ShownPrompt {

    /** In UTF-16 units: well within what a host takes. */
    private static final int LIMIT = 150_000;

    private ShownPrompt() {}

    /** The parts, each once, an empty line between two; cut, with an ellipsis, to 150,000 characters. */
    public static String of(List<String> parts) {
        String shown = String.join("\n\n", new LinkedHashSet<>(parts));
        return shown.length() <= LIMIT
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, shown.codePointCount(0, LIMIT) - 1)) + "…";
    }
}
