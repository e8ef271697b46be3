package com.adgenius.prompting;

import com.adgenius.plugin.Api;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import java.util.Optional;
import java.util.Set;

/**
 * What a model is asked for one picture or video. The template's texts are {@code role}, what to show and how; {@code extra},
 * what the tenant tells the model beside; {@code frame}, what no tenant changes; {@code segment} and {@code variation}, what
 * is added for one audience segment and for a variation of an earlier one; {@code data}, what is said before the user's
 * data; {@code negative}, what not to show, which is no part of the prompt.
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public final class VisualPrompt {

    /** What of the template a tenant may have of its own: all but what keeps the brief from being an instruction. */
    public static final Set<String> OPEN = Set.of("role", "segment", "variation", "negative");

    private VisualPrompt() {}

    /**
     * The prompt: role, extra, frame, and what is said of a segment and a variation, a line each; at the end the brief, with
     * the brand's palette and banned terms, as {@link BriefData}.
     *
     * @param role the template's, its places filled
     * @param frame the template's, its places filled
     * @param change what to change of an earlier one; empty where there is none
     */
    public static String of(Template template, String role, String frame, Brief brief, Optional<String> change) {
        StringBuilder prompt = new StringBuilder(role);
        if (!template.text("extra").isEmpty()) {
            prompt.append('\n').append(template.text("extra"));
        }
        prompt.append('\n').append(frame);
        if (!brief.segments().isEmpty()) {
            prompt.append('\n').append(template.text("segment"));
        }
        if (change.isPresent()) {
            prompt.append('\n').append(template.text("variation"));
        }
        Brand brand = brief.brand();
        return prompt.append('\n')
                .append(template.text("data"))
                .append(BriefData.of(brief)
                        .and("palette", brand.palette())
                        .and("banned_terms", brand.bannedTerms())
                        .and("change_wanted", change.orElse(""))
                        .toBlock())
                .toString();
    }
}
