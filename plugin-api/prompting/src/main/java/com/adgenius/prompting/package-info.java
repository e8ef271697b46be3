/**
 * What a generator builds its prompts with: {@link com.adgenius.prompting.Template}, the texts with a tenant's own in place of
 * some; {@link com.adgenius.prompting.BriefData}, the user's words as data that cannot become instructions;
 * {@link com.adgenius.prompting.CoveredMargins}, what a placement covers; {@link com.adgenius.prompting.ShownPrompt}, what the
 * user sees of it; {@link com.adgenius.prompting.AltText}, words for people who cannot see the result.
 *
 * <p>A plugin brings this inside its jar, in the version that it was built with. The host neither has it nor sees it.
 *
 * {@snippet :
 * private static final Template TEMPLATE = Template.read(HaikuGenerator.class, "haiku.v1.json");
 *
 * Template asked = TEMPLATE.forTenant(context.settings(), Set.of("role"));
 * String instructions = asked.text("role") + "\n" + asked.text("extra") + "\n" + asked.text("frame");
 * String task = BriefData.of(request.brief())
 *         .and("banned_terms", request.brief().brand().bannedTerms())
 *         .toBlock();
 * TextResponse answer = context.models().text(new TextRequest(request.brief(), instructions, task, "", Map.of()));
 * }
 */
@NullMarked
package com.adgenius.prompting;

import org.jspecify.annotations.NullMarked;
