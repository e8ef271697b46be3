package com.adgenius.host.server.plugin.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SemanticVersionTest {

    /** The example of section 11 of semver.org, with neighbours. */
    private static final List<String> ASCENDING = List.of(
            "latest",
            "0.9.10",
            "1.0.0-1",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.0+build",
            "1.0.1",
            "1.10.0",
            "2.0.0",
            "10.0.0",
            "99999999999999999999.0.0");

    @Test
    void versionsStandInTheOrderOfTheSpecification() {
        List<String> shuffled = new ArrayList<>(ASCENDING);
        Collections.shuffle(shuffled, new Random(42));

        assertThat(shuffled.stream().sorted(SemanticVersion.ORDER)).isEqualTo(ASCENDING);
    }

    @Test
    void noTwoDifferentVersionsAreEqual() {
        assertThat(ASCENDING)
                .allSatisfy(left -> assertThat(ASCENDING)
                        .filteredOn(right -> SemanticVersion.ORDER.compare(left, right) == 0)
                        .containsExactly(left));
    }
}
