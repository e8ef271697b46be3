package com.adgenius.host.server.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.server.creative.CreativeProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GenerationFailureTest {

    @Test
    void theContractNamesEveryWayInWhichACreativeCanFail() throws Exception {
        String[] documented = CreativeProblem.class
                .getMethod("code")
                .getAnnotation(Schema.class)
                .allowableValues();

        assertThat(documented)
                .containsExactlyInAnyOrder(Arrays.stream(GenerationFailure.values())
                        .map(GenerationFailure::code)
                        .toArray(String[]::new));
    }
}
