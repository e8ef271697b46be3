package com.adgenius.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.SafeArea;
import org.junit.jupiter.api.Test;

class CoveredMarginsTest {

    @Test
    void areNamedFromTheTopClockwise() {
        assertThat(CoveredMargins.of(new SafeArea(0.14, 0, 0.355, 0.06)))
                .containsExactly("top 14 %", "bottom 36 %", "left 6 %");
        assertThat(CoveredMargins.of(SafeArea.WHOLE)).isEmpty();
    }
}
