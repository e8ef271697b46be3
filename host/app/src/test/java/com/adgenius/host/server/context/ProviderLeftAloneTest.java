package com.adgenius.host.server.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.provider.ProviderSetups;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom nobody asks for a while, since it failed again and again. */
class ProviderLeftAloneTest extends TwoProviders {

    @Test
    void oneThatFailsAgainAndAgainIsLeftAloneUntilItsPauseIsOver() {
        fails("ant", FailureCode.UNAVAILABLE);
        for (int i = 0; i < FAILURES + 2; i++) {
            assertThat(answer()).isEqualTo("bee");
            assertThat(job.uses.getLast().afterFallback()).isTrue();
        }
        assertThat(asked.stream().filter("ant"::equals)).hasSize(FAILURES);

        failing.clear();
        assertThat(answer()).isEqualTo("bee");
        clock.advance(Duration.ofSeconds(13));
        assertThat(answer()).isEqualTo("ant");
        assertThat(job.uses.getLast().afterFallback()).isFalse();
    }

    @Test
    void credentialsThatAreRefusedAreNotTriedForEverAndOtherSettingsAreTriedAtOnce() {
        fails("ant", FailureCode.UNAUTHORIZED);
        for (int i = 0; i < FAILURES; i++) {
            assertThat(failure().code()).isEqualTo(FailureCode.UNAUTHORIZED);
        }
        assertThat(answer()).isEqualTo("bee");

        failing.clear();
        setups = () -> (_, _) -> new ProviderSetups.Setup(List.of(), 1);
        assertThat(answer()).isEqualTo("ant");
    }

    @Test
    void anotherVersionIsTriedAtOnce() {
        fails("ant", FailureCode.UNAVAILABLE);
        for (int i = 0; i < FAILURES + 1; i++) {
            answer();
        }
        failing.clear();
        assertThat(answer()).isEqualTo("bee");

        install("ant", "2.0.0");

        assertThat(answer()).isEqualTo("ant");
        assertThat(job.uses.getLast().version()).isEqualTo("2.0.0");
    }

    @Test
    void whoIsLeftAloneWithNobodyBesideSaysWhy() {
        world.apply("bee", Route.stable("1.0.0"), OFF);
        fails("ant", FailureCode.QUOTA_EXCEEDED);
        for (int i = 0; i < FAILURES; i++) {
            failure();
        }

        PluginException failure = failure();

        assertThat(failure.code()).isEqualTo(FailureCode.QUOTA_EXCEEDED);
        assertThat(failure.getMessage()).contains("left alone until 2026-11-24T12:00:", "ant cannot");
        assertThat(asked).hasSize(FAILURES);
    }

    @Test
    void searchAndGeneratorsLeaveAnEmbeddingModelAloneTogetherAndNobodyStandsIn() {
        fails("ant", FailureCode.UNAVAILABLE);
        assertThat(failure(models -> models.embed(List.of("frog"))).code()).isEqualTo(FailureCode.UNAVAILABLE);
        for (int i = 1; i < FAILURES; i++) {
            assertThat(vector("ant")).isEqualTo("unavailable: ant cannot");
        }

        assertThat(vector("ant")).startsWith("unavailable: It is left alone until 2026-11-24T12:00:");
        assertThat(failure(models -> models.embed(List.of("frog"))).getMessage())
                .contains("left alone");
        assertThat(asked).hasSize(FAILURES).containsOnly("ant");
        assertThat(vector("bee")).as("it is asked by name").isEqualTo("[[1.0]]");

        failing.clear();
        clock.advance(Duration.ofSeconds(13));
        assertThat(vector("ant")).isEqualTo("[[1.0]]");
        assertThat(inJob(models -> models.embed(List.of("frog"))).usage().model())
                .isEqualTo("model of ant");
    }

    @Test
    void anEmbeddingModelThatIsNotSetUpOrSwitchedOffIsNotAsked() {
        setups = () -> (_, _) -> new ProviderSetups.Setup(List.of("base_url"), 0);
        assertThat(vector("ant")).startsWith("no_provider: \"ant\" lacks the settings base_url");

        setups = ProviderSetups.NONE;
        world.apply("ant", Route.stable("1.0.0"), OFF);
        assertThat(vector("ant")).startsWith("unavailable: Model provider \"ant\" does not serve now");
        assertThat(asked).isEmpty();
    }
}
