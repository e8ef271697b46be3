package com.adgenius.host.embedded.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.qdrant.client.grpc.Common.PointId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReciprocalRankFusionTest {

    private static final float PRECISION = 1e-6f;

    @Test
    void addsOneByPositionAndK() {
        List<Hit> fused = new ReciprocalRankFusion(2, List.of()).fuse(List.of(ranking(1, 2), ranking(2, 3)));
        assertThat(fused).extracting(Hit::doc).containsExactly(2, 1, 3);
        assertThat(fused.get(0).score()).isCloseTo(1 / 3f + 1 / 2f, within(PRECISION));
        assertThat(fused.get(1).score()).isCloseTo(1 / 2f, within(PRECISION));
        assertThat(fused.get(2).score()).isCloseTo(1 / 3f, within(PRECISION));
    }

    @Test
    void weighsRankings() {
        List<Hit> fused = new ReciprocalRankFusion(60, List.of(3f, 0f)).fuse(List.of(ranking(1, 2), ranking(3)));
        assertThat(fused).extracting(Hit::doc).containsExactly(1, 2, 3);
        assertThat(fused.get(0).score()).isCloseTo(1 / (1 / 3f + 59), within(PRECISION));
        assertThat(fused.get(1).score()).isCloseTo(1 / (2 / 3f + 59), within(PRECISION));
        assertThat(fused.get(2).score()).isZero();
    }

    @Test
    void wantsAWeightForEachRanking() {
        assertThatThrownBy(() -> new ReciprocalRankFusion(2, List.of(1f)).fuse(List.of(ranking(1), ranking(2))))
                .hasMessageContaining("got 1, expected 2");
        assertThatThrownBy(() -> new ReciprocalRankFusion(0, List.of())).hasMessageContaining("must be 1 or larger");
    }

    private static List<Hit> ranking(int... docs) {
        return IntStream.of(docs)
                .mapToObj(doc -> new Hit(
                        doc, PointKey.of(PointId.newBuilder().setNum(doc).build()), 0))
                .toList();
    }
}
