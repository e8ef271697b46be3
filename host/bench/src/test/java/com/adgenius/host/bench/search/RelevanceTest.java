package com.adgenius.host.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RelevanceTest {

    private static final UUID A = id(1);
    private static final UUID B = id(2);
    private static final UUID C = id(3);
    private static final UUID OTHER = id(9);
    private static final Map<UUID, Integer> GRADES = Map.of(A, 3, B, 2, C, 1);

    private static UUID id(long number) {
        return new UUID(0, number);
    }

    @Test
    @DisplayName("recall is the share of what is graded among the first")
    void recall() {
        assertThat(Relevance.recall(List.of(A, OTHER, C), GRADES, 10)).isEqualTo(2.0 / 3);
        assertThat(Relevance.recall(List.of(OTHER, A, B, C), GRADES, 2)).isEqualTo(1.0 / 3);
        assertThat(Relevance.recall(List.of(), GRADES, 10)).isZero();
        assertThat(Relevance.recall(List.of(A), Map.of(A, 1, B, 0), 10)).isEqualTo(1);
    }

    @Test
    @DisplayName("nDCG takes a grade as gain and the logarithm of the place as discount")
    void ndcg() {
        // By hand: 3 / log2(2) + 2 / log2(3) + 1 / log2(4) is the best there can be.
        double best = 3 + 2 * 0.6309297535714575 + 0.5;
        assertThat(Relevance.ndcg(List.of(A, B, C), GRADES, 10)).isCloseTo(1, within(1e-12));
        assertThat(Relevance.ndcg(List.of(OTHER, C, A), GRADES, 10))
                .isCloseTo((0.6309297535714575 + 3 * 0.5) / best, within(1e-12));
        assertThat(Relevance.ndcg(List.of(OTHER), GRADES, 10)).isZero();
    }

    @Test
    @DisplayName("the best ranking has no more places than count")
    void ndcgOfFewPlaces() {
        assertThat(Relevance.ndcg(List.of(A, OTHER), GRADES, 1)).isEqualTo(1);
        assertThat(Relevance.ndcg(List.of(B, A), GRADES, 1)).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    @DisplayName("what cannot be judged is refused")
    void refuses() {
        assertThatThrownBy(() -> Relevance.ndcg(List.of(A, A), GRADES, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Relevance.recall(List.of(A), Map.of(A, 0), 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a search that knows the grades is perfect, one that finds nothing is worth nothing")
    void quality() throws Exception {
        LabelledSet set = LabelledSet.read();
        Quality perfect = Quality.of(
                set.queries(),
                (query, limit) -> query.grades().entrySet().stream()
                        .sorted(Map.Entry.<UUID, Integer>comparingByValue().reversed())
                        .limit(limit)
                        .map(Map.Entry::getKey)
                        .toList());
        assertThat(perfect.ndcg()).isCloseTo(1, within(1e-12));
        assertThat(perfect.languages()).containsExactly("de", "en", "es", "ja");
        Quality nothing = Quality.of(
                set.queries(),
                (query, limit) ->
                        IntStream.range(0, limit).mapToObj(RelevanceTest::id).toList());
        assertThat(nothing.ndcg()).isZero();
        assertThat(nothing.recall()).isZero();
    }

    @Test
    @DisplayName("Lucene's BM25 finds what shares a word better than what does not")
    void baseline() throws Exception {
        Quality bm25 = new Bm25Baseline(LabelledSet.read()).measure();
        Quality lexical = bm25.where(LabelledQuery::lexical);
        Quality other = bm25.where(query -> !query.lexical());
        assertThat(lexical.ndcg()).isGreaterThan(2 * other.ndcg()).isBetween(0.3, 0.95);
    }
}
