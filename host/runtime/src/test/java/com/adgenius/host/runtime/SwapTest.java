package com.adgenius.host.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {

    @TempDir
    Path folder;

    @Test
    void aNewVersionServesWhenThePlanIsApplied() throws Exception {
        try (TestRuntime runtime = new TestRuntime(folder)) {
            assertThat(runtime.serve(PluginJar.greeter("hello", "1.0.0", "\"one \" + name"))
                            .reached())
                    .isTrue();
            assertThat(runtime.greet("hello", "acme")).isEqualTo("one acme");
            assertThat(runtime.serve(PluginJar.greeter("hello", "2.0.0", "\"two \" + name"))
                            .reached())
                    .isTrue();
            assertThat(runtime.greet("hello", "acme")).isEqualTo("two acme");
            assertThat(runtime.greet("hello", "acme", TestRuntime.GREET_INLINE)).isEqualTo("two acme");
        }
    }
}
