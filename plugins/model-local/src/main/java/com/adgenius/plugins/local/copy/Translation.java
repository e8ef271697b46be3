package com.adgenius.plugins.local.copy;

import com.adgenius.plugins.local.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A phrase book from one language to another. It translates a clause whole or not at all.
 *
 * @param nouns by the noun in lower case, with its gender: {@code n:Brote}
 */
record Translation(List<Clause> clauses, Map<String, String> nouns) {

    private static final Pattern GAP = Pattern.compile("\\{(noun:|one:)?(\\d)}");

    /** A clause and what it becomes. */
    record Clause(Pattern from, String to) {}

    Translation {
        clauses = List.copyOf(clauses);
        nouns = Map.copyOf(nouns);
    }

    static Translation of(Map<String, Object> data) {
        List<Clause> clauses = new ArrayList<>();
        if (data.get("clauses") instanceof List<?> list) {
            for (Object entry : list) {
                List<?> pair = (List<?>) entry;
                clauses.add(new Clause(
                        Pattern.compile("(?:" + pair.get(0) + ")", Pattern.CASE_INSENSITIVE), (String) pair.get(1)));
            }
        }
        Map<String, String> nouns = new LinkedHashMap<>();
        Json.objectOf(data, "nouns").forEach((noun, translated) -> nouns.put(noun, String.valueOf(translated)));
        return new Translation(clauses, nouns);
    }

    /** The clause in the other language, where every word of it is known. */
    Optional<String> of(String clause) {
        String bare = clause.replaceAll("[.]$", "").strip();
        for (Clause candidate : clauses) {
            Matcher matcher = candidate.from().matcher(bare);
            if (matcher.matches()) {
                Optional<String> filled = fill(candidate.to(), matcher);
                if (filled.isPresent()) {
                    return filled;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> fill(String to, Matcher match) {
        StringBuilder filled = new StringBuilder();
        Matcher gaps = GAP.matcher(to);
        while (gaps.find()) {
            String word = match.group(Integer.parseInt(gaps.group(2)));
            String kind = gaps.group(1);
            String replacement = word;
            if (kind != null) {
                String noun = nouns.get(word.toLowerCase(Locale.ROOT));
                if (noun == null) {
                    return Optional.empty();
                }
                replacement = kind.equals("noun:") ? noun.substring(2) : noun.charAt(0) == 'f' ? "einer" : "einem";
            }
            gaps.appendReplacement(filled, Matcher.quoteReplacement(replacement));
        }
        gaps.appendTail(filled);
        return Optional.of(filled.toString());
    }
}
