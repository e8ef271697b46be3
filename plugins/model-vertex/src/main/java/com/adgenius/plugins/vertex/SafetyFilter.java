package com.adgenius.plugins.vertex;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugins.vertex.connection.RemoteFailureException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What to say when a safety filter of Google's stopped a request or an answer. */
public final class SafetyFilter {

    /** Why Gemini ends an answer for safety, by {@code Candidate.FinishReason}. */
    private static final Set<String> BLOCKING = Set.of(
            "SAFETY",
            "RECITATION",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "MODEL_ARMOR",
            "IMAGE_SAFETY",
            "IMAGE_PROHIBITED_CONTENT",
            "IMAGE_RECITATION");

    private SafetyFilter() {}

    /** Whether an answer that ended for that reason was blocked. */
    public static boolean blocks(String finishReason) {
        return BLOCKING.contains(finishReason);
    }

    /**
     * The request was blocked before anything was made.
     *
     * @param said Google's own words, empty where it had none
     */
    public static PluginException ofRequest(String model, String reason, String said) {
        return new PluginException(
                FailureCode.BLOCKED,
                model + " refuses the request: " + words(reason) + RemoteFailureException.quote(said)
                        + ". Change the brief and try again");
    }

    /**
     * What was made was blocked.
     *
     * @param categories of harm that were found, as Google names them
     */
    public static PluginException ofAnswer(String model, String reason, Collection<String> categories) {
        String found = categories.stream()
                .map(category -> category.replaceFirst("^HARM_CATEGORY_", "")
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' '))
                .collect(Collectors.joining(", "));
        return new PluginException(
                FailureCode.BLOCKED,
                model + " withheld its answer: " + words(reason) + (found.isEmpty() ? "" : " (" + found + ")")
                        + ". Change the brief and try again");
    }

    /** What was made was withheld, with Google's own reasons. */
    public static PluginException withheld(String model, List<String> reasons) {
        String said = String.join("; ", reasons);
        return new PluginException(
                FailureCode.BLOCKED,
                model + " withheld what it made, by the rules for responsible use" + RemoteFailureException.quote(said)
                        + ". Change the brief and try again");
    }

    private static String words(String reason) {
        return switch (reason) {
            case "SAFETY", "IMAGE_SAFETY" -> "it may be harmful";
            case "BLOCKLIST" -> "it holds a word that is on a blocklist";
            case "PROHIBITED_CONTENT", "IMAGE_PROHIBITED_CONTENT" -> "it may show what is prohibited";
            case "SPII" -> "it may hold personal data";
            case "RECITATION", "IMAGE_RECITATION" -> "it repeats what others may own";
            case "MODEL_ARMOR" -> "the project's Model Armor rules forbid it";
            case "JAILBREAK" -> "it tries to get around the rules";
            default -> "a safety filter stopped it";
        };
    }
}
