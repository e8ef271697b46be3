package com.adgenius.host.bench.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is wrong with a labelled set, one line for each fault. */
final class LabelFaults {

    private static final Set<String> LANGUAGES = Set.of("en", "de", "es", "ja");
    private static final Map<String, Set<String>> PARTS = Map.of(
            "text", Set.of("headline", "body", "call_to_action"),
            "image", Set.of("alt_text"),
            "video", Set.of("scene_description"));
    private static final int CREATIVES = 300;
    private static final int CREATIVES_PER_LANGUAGE = 70;
    private static final int QUERIES = 60;
    private static final int QUERIES_PER_LANGUAGE = 15;

    private final SharedWords sharedWords = new SharedWords();
    private final LabelledSet set;
    private final List<String> faults = new ArrayList<>();

    private LabelFaults(LabelledSet set) throws IOException {
        this.set = set;
    }

    static List<String> of(LabelledSet set) throws IOException {
        LabelFaults check = new LabelFaults(set);
        check.counts();
        check.twice();
        set.creatives().forEach(check::creative);
        Map<UUID, LabelledCreative> byId = new HashMap<>();
        set.creatives().forEach(creative -> byId.put(creative.id(), creative));
        set.queries().forEach(query -> check.query(query, byId));
        return List.copyOf(check.faults);
    }

    private void counts() {
        atLeast(CREATIVES, "creatives", set.creatives());
        atLeast(QUERIES, "queries", set.queries());
        atLeast(
                (set.queries().size() + 2) / 3,
                "queries that share no word",
                set.queries().stream().filter(query -> !query.lexical()).toList());
        var creatives = byLanguage(set.creatives(), LabelledCreative::language);
        var queries = byLanguage(set.queries(), LabelledQuery::language);
        for (String language : LANGUAGES) {
            atLeast(CREATIVES_PER_LANGUAGE, "creatives in " + language, creatives.getOrDefault(language, List.of()));
            atLeast(QUERIES_PER_LANGUAGE, "queries in " + language, queries.getOrDefault(language, List.of()));
        }
    }

    private static <T> Map<String, List<T>> byLanguage(List<T> all, Function<T, String> language) {
        return all.stream().collect(Collectors.groupingBy(language));
    }

    private void atLeast(int wanted, String what, Collection<?> have) {
        if (have.size() < wanted) {
            faults.add("%d %s, fewer than %d".formatted(have.size(), what, wanted));
        }
    }

    private void twice() {
        Set<UUID> ids = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (LabelledCreative creative : set.creatives()) {
            once(ids, creative.id(), "id");
            once(texts, creative.prompt(), "text");
            creative.copy().values().forEach(part -> once(texts, part, "text"));
        }
        for (LabelledQuery query : set.queries()) {
            once(ids, query.id(), "id");
            once(texts, query.text(), "text");
        }
    }

    private <T> void once(Set<T> seen, T value, String what) {
        if (!seen.add(value)) {
            faults.add("the %s twice: %s".formatted(what, value));
        }
    }

    private void creative(LabelledCreative creative) {
        if (!LANGUAGES.contains(creative.language())) {
            faults.add("creative %s in %s".formatted(creative.id(), creative.language()));
        }
        if (!creative.copy().keySet().equals(PARTS.get(creative.kind()))) {
            faults.add("creative %s of kind %s with %s"
                    .formatted(creative.id(), creative.kind(), creative.copy().keySet()));
        }
        if (creative.text().lines().anyMatch(String::isBlank) || creative.tags().isEmpty()) {
            faults.add("creative %s with an empty text".formatted(creative.id()));
        }
        if (creative.performanceScore() < 0 || creative.performanceScore() > 1) {
            faults.add("creative %s with score %s".formatted(creative.id(), creative.performanceScore()));
        }
    }

    private void query(LabelledQuery query, Map<UUID, LabelledCreative> byId) {
        if (!LANGUAGES.contains(query.language())) {
            faults.add("query '%s' in %s".formatted(query.text(), query.language()));
        }
        int graded = query.grades().size();
        if (graded < 3 || graded > 15) {
            faults.add("query '%s' grades %d creatives".formatted(query.text(), graded));
        }
        if (query.grades().values().stream().anyMatch(grade -> grade < 1 || grade > 3)) {
            faults.add("query '%s' has a grade that is not 1 to 3".formatted(query.text()));
        }
        if (!query.grades().containsValue(3)) {
            faults.add("query '%s' without a grade 3".formatted(query.text()));
        }
        boolean shares = false;
        for (UUID id : query.grades().keySet()) {
            LabelledCreative creative = byId.get(id);
            if (creative == null) {
                faults.add("query '%s' grades %s, which is not there".formatted(query.text(), id));
                continue;
            }
            Set<String> shared = sharedWords.of(query.text(), creative.text());
            shares |= !shared.isEmpty();
            if (!query.lexical() && !shared.isEmpty()) {
                faults.add("query '%s' shares %s with %s".formatted(query.text(), shared, id));
            }
        }
        if (query.lexical() && !shares) {
            faults.add("query '%s' shares no word, and says it does".formatted(query.text()));
        }
    }
}
