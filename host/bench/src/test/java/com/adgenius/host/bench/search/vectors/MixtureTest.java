package com.adgenius.host.bench.search.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MixtureTest {

    private static final int MANY = 1_000;
    private static final int K = 10;

    private final float[][] points = new Mixture(1).draw(MANY);

    @Test
    @DisplayName("the same seed draws the same vectors, all of length one")
    void drawsTheSame() {
        assertThat(new Mixture(1).draw(MANY)).isDeepEqualTo(points);
        assertThat(new Mixture(2).draw(1)[0]).isNotEqualTo(points[0]);
        for (float[] point : points) {
            assertThat(Mixture.product(point, point)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    @DisplayName("neighbours are much nearer than others, as those of texts are")
    void hasNeighbours() {
        double near = 0;
        double all = 0;
        for (int i = 0; i < 50; i++) {
            int query = i;
            Set<Integer> nearest = Neighbours.exact(points, points[i], K, point -> point != query);
            near += nearest.stream()
                    .mapToDouble(point -> Mixture.product(points[point], points[query]))
                    .average()
                    .orElseThrow();
            all += Mixture.product(points[i], points[MANY - 1 - i]);
        }
        assertThat(near / 50).isGreaterThan(0.4);
        assertThat(all / 50).isLessThan(0.15);
    }

    @Test
    @DisplayName("the comparison of all finds the largest products among those that count")
    void findsTheNearest() {
        float[][] some = {{1, 0}, {0.6f, 0.8f}, {0, 1}, {-1, 0}};
        assertThat(Neighbours.exact(some, new float[] {1, 0}, 2, _ -> true)).containsExactlyInAnyOrder(0, 1);
        assertThat(Neighbours.exact(some, new float[] {1, 0}, 2, point -> point > 0))
                .containsExactlyInAnyOrder(1, 2);
        assertThat(Neighbours.exact(some, new float[] {1, 0}, 9, _ -> true)).hasSize(4);
    }

    @Test
    @DisplayName("what was found is counted against all that should have been")
    void counts() {
        Neighbours.Share share =
                Neighbours.share(List.of(Set.of(1, 2, 7), Set.of()), List.of(Set.of(1, 2, 3), Set.of(4)));
        assertThat(share.of()).isEqualTo(2);
        assertThat(share.ratio()).isEqualTo(0.5);
    }

    @Test
    @DisplayName("a restriction leaves a campaign, a kind, or the points of both")
    void restricts() {
        assertThat(share(0)).isBetween(0.005, 0.05);
        assertThat(share(1)).isBetween(0.25, 0.35);
        assertThat(share(2)).isBetween(0.002, 0.03);
    }

    private static double share(int query) {
        Creatives.Restriction restriction = Creatives.restriction(query);
        int left = 0;
        for (int point = 0; point < 10_000; point++) {
            left += restriction.test(point) ? 1 : 0;
        }
        return left / 10_000.0;
    }
}
