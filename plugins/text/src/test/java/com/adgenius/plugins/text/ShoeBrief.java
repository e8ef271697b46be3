package com.adgenius.plugins.text;

import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A brief of few words, for a brand of which nothing but its terms is known. */
final class ShoeBrief {

    private ShoeBrief() {}

    static Brief withTerms(List<String> banned, List<String> required) {
        return asking("Shoes for running", banned, required);
    }

    static Brief asking(String prompt, List<String> banned, List<String> required) {
        return new Brief(
                prompt,
                "",
                List.of(),
                "",
                "",
                Locale.US,
                new Brand("Strida", "", "", List.of(), List.of(), banned, required, Optional.empty()));
    }
}
