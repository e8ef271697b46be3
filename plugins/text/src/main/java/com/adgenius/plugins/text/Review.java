package com.adgenius.plugins.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is left to say of an answer.
 *
 * @param variants as read
 * @param tags as read
 * @param problems of form and content, empty where nothing is wrong
 */
record Review(List<Variant> variants, List<String> tags, List<Problem> problems) {

    Review {
        variants = List.copyOf(variants);
        tags = List.copyOf(tags);
        problems = List.copyOf(problems);
    }

    /**
     * An answer as checked.
     *
     * @param unlike copy that none of its variants should be the same as
     */
    static Review of(Answer answer, VariantCheck check, List<Variant> unlike) {
        Review review = of(answer.variants(), answer.tags(), answer.problems(), check);
        Set<Set<String>> taken = new HashSet<>();
        unlike.forEach(variant -> taken.add(words(variant)));
        List<Problem> problems = new ArrayList<>(review.problems());
        for (int i = 0; i < review.variants().size(); i++) {
            if (taken.contains(words(review.variants().get(i)))) {
                // A reason to ask again; the same copy may all the same be the best that there is.
                problems.add(
                        Problem.ofText(Severity.WARNING, i + 1, "", -1, "is the same as earlier copy; write another"));
            }
        }
        return new Review(review.variants(), review.tags(), problems);
    }

    private static Review of(List<Variant> variants, List<String> tags, List<Problem> form, VariantCheck check) {
        List<Problem> problems = new ArrayList<>(form);
        Map<Set<String>, Integer> seen = new HashMap<>();
        for (int i = 0; i < variants.size(); i++) {
            problems.addAll(check.check(i + 1, variants.get(i)));
            Integer earlier = seen.putIfAbsent(words(variants.get(i)), i + 1);
            if (earlier != null) {
                problems.add(Problem.ofVariant(i + 1, "is the same as variant " + earlier));
            }
        }
        return new Review(variants, tags, problems);
    }

    /** Whether the variants may be returned. */
    boolean acceptable() {
        return problems.stream().noneMatch(Problem::hard);
    }

    /**
     * The same answer without the texts that must not be returned, checked anew: one headline too long among ten is no
     * reason to throw the others away. It is acceptable only where enough is left.
     */
    Review pruned(VariantCheck check) {
        List<Problem> form = problems.stream()
                .filter(problem -> problem.variant() == 0 && problem.hard())
                .toList();
        List<Variant> kept = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            kept.add(pruned(i + 1, variants.get(i)));
        }
        return of(kept, tags, form, check);
    }

    private Variant pruned(int number, Variant variant) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        variant.fields().forEach((field, texts) -> {
            Set<Integer> refused = new HashSet<>();
            for (Problem problem : problems) {
                if (problem.hard()
                        && problem.variant() == number
                        && problem.field().equals(field)) {
                    refused.add(problem.index());
                }
            }
            List<String> left = IntStream.range(0, texts.size())
                    .filter(index -> !refused.contains(index))
                    .mapToObj(texts::get)
                    .toList();
            if (!left.isEmpty()) {
                fields.put(field, left);
            }
        });
        return new Variant(fields);
    }

    private static Set<String> words(Variant variant) {
        Set<String> words = new HashSet<>();
        variant.texts().map(Term::words).forEach(words::add);
        return words;
    }
}
