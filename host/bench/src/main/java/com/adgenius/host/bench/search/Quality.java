package com.adgenius.host.bench.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;

/** How well a search answers the labelled queries. */
public final class Quality {

    /** How many of each ranking count. */
    public static final int PLACES = 10;

    private final List<Answered> answers;

    private Quality(List<Answered> answers) {
        this.answers = List.copyOf(answers);
    }

    /** Asks a search every query. */
    public static Quality of(List<LabelledQuery> queries, Ranker ranker) throws Exception {
        List<Answered> answers = new ArrayList<>();
        for (LabelledQuery query : queries) {
            List<UUID> ranking = ranker.rank(query, PLACES);
            answers.add(new Answered(
                    query,
                    Relevance.recall(ranking, query.grades(), PLACES),
                    Relevance.ndcg(ranking, query.grades(), PLACES)));
        }
        return new Quality(answers);
    }

    /** Of those queries alone that are meant. */
    public Quality where(Predicate<LabelledQuery> meant) {
        return new Quality(
                answers.stream().filter(answer -> meant.test(answer.query())).toList());
    }

    /** The languages of the queries, in order. */
    public List<String> languages() {
        return answers.stream()
                .map(answer -> answer.query().language())
                .distinct()
                .sorted()
                .toList();
    }

    /** The mean over the queries. */
    public double recall() {
        return answers.stream().mapToDouble(Answered::recall).average().orElseThrow();
    }

    /** The mean over the queries. */
    public double ndcg() {
        return answers.stream().mapToDouble(Answered::ndcg).average().orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "nDCG@%d %.4f, recall@%d %.4f, %d queries",
                PLACES,
                ndcg(),
                PLACES,
                recall(),
                answers.size());
    }

    /** A search over the labelled creatives. */
    @FunctionalInterface
    public interface Ranker {

        /** What it finds for the query's text, the best first, so many at most. */
        List<UUID> rank(LabelledQuery query, int limit) throws Exception;
    }

    private record Answered(LabelledQuery query, double recall, double ndcg) {}
}
