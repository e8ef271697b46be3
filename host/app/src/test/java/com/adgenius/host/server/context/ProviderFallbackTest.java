package com.adgenius.host.server.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.runtime.Flags;
import com.adgenius.host.runtime.Route;
import com.adgenius.host.server.provider.ProviderSetups;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.TextRequest;
import com.adgenius.plugin.VideoRequest;
import com.adgenius.plugin.VideoStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Whom a call's questions to models go to. */
class ProviderFallbackTest extends TwoProviders {

    @Test
    void theOrderSaysWhoIsAskedAndAChangeOfItHoldsForTheNextJob() {
        assertThat(answer()).isEqualTo("ant");
        order("bee");
        assertThat(answer()).isEqualTo("bee");

        List<String> inOneJob = inJob(models -> {
            String before = models.text(QUESTION).text();
            order("ant");
            return List.of(before, models.text(QUESTION).text());
        });

        assertThat(inOneJob).containsExactly("bee", "bee");
        assertThat(answer()).isEqualTo("ant");
    }

    @Test
    void oneThatIsSwitchedOffOrNotSetUpIsPassedOver() {
        world.apply("ant", Route.stable("1.0.0"), OFF);
        assertThat(answer()).isEqualTo("bee");
        assertThat(job.uses.getLast().afterFallback()).isFalse();

        world.apply("ant", Route.stable("1.0.0"), Flags.on());
        setups = () -> (instance, _) ->
                new ProviderSetups.Setup(instance.pluginId().equals("ant") ? List.of("base_url") : List.of(), 0);
        assertThat(answer()).isEqualTo("bee");
        assertThat(job.uses.getLast().afterFallback()).isFalse();

        setups = () -> (_, _) -> new ProviderSetups.Setup(List.of("base_url"), 0);
        PluginException none = failure();
        assertThat(none.code()).isEqualTo(FailureCode.NO_PROVIDER);
        assertThat(none.getMessage()).contains("\"ant\" lacks the settings base_url", "\"bee\" lacks");
        assertThat(asked).containsExactly("bee", "bee");
    }

    @Test
    void theNextIsAskedAfterWhatIsRetriableAndSurelyHadNoEffect() {
        Set<FailureCode> passed =
                EnumSet.of(FailureCode.QUOTA_EXCEEDED, FailureCode.UNAVAILABLE, FailureCode.NO_PROVIDER);
        long revision = 0;
        for (FailureCode code : FailureCode.values()) {
            long number = ++revision;
            asked.clear();
            job.uses.clear();
            // Settings of its own: what failed before must not count.
            setups = () -> (_, _) -> new ProviderSetups.Setup(List.of(), number);
            fails("ant", code);

            if (passed.contains(code)) {
                assertThat(answer()).as(code.value()).isEqualTo("bee");
                assertThat(job.uses)
                        .containsExactly(new ModelUse("bee", "1.0.0", true, usage("bee"), Optional.empty()));
            } else {
                PluginException failure = failure();
                assertThat(failure.code()).isEqualTo(code);
                assertThat(failure.getMessage()).isEqualTo("ant cannot");
                assertThat(asked).as(code.value()).containsExactly("ant");
                assertThat(job.uses).isEmpty();
            }
        }
    }

    @Test
    void theLastFailureNamesAllWhoWereAskedAndWhatEachSaid() {
        fails("ant", FailureCode.QUOTA_EXCEEDED);
        fails("bee", FailureCode.NO_PROVIDER);
        PluginException failure = failure();
        assertThat(failure.code()).as("says more than that bee is not set up").isEqualTo(FailureCode.QUOTA_EXCEEDED);
        assertThat(failure.getMessage())
                .contains("\"ant\": quota_exceeded: ant cannot", "\"bee\": no_provider: bee cannot");

        fails("bee", FailureCode.BLOCKED);
        failure = failure();
        assertThat(failure.code()).isEqualTo(FailureCode.BLOCKED);
        assertThat(failure.getMessage())
                .contains("\"ant\": quota_exceeded: ant cannot", "\"bee\": blocked: bee cannot");
    }

    @Test
    void anAnswerOfWhichPiecesWereGivenAwayIsNotBegunAgain() {
        fails("ant", FailureCode.UNAVAILABLE);
        List<String> pieces = new CopyOnWriteArrayList<>();
        assertThat(inJob(models -> models.streamText(QUESTION, pieces::add)).text())
                .isEqualTo("bee");
        assertThat(pieces).containsExactly("bee");
        pieces.clear();

        TextRequest begun = new TextRequest(BRIEF, "Begin at once", "Frogs", "", Map.of());
        PluginException failure = failure(models -> models.streamText(begun, pieces::add));

        assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE);
        assertThat(pieces).containsExactly("ant begins; ");
        assertThat(asked).containsExactly("ant", "bee", "ant");
    }

    @Test
    void embeddingsComeFromTheFirstOrFromNobody() {
        order("bee");
        assertThat(inJob(models -> models.embed(List.of("frog"))).usage().model())
                .isEqualTo("model of bee");
        fails("bee", FailureCode.UNAVAILABLE);

        assertThat(failure(models -> models.embed(List.of("frog"))).code()).isEqualTo(FailureCode.UNAVAILABLE);

        assertThat(asked).containsOnly("bee");
    }

    @Test
    void aVideoThatSurelyDidNotStartIsStartedElsewhereAndPolledThere() {
        fails("ant", FailureCode.QUOTA_EXCEEDED);

        VideoStatus status = inJob(models -> models.video("clip", FILM).poll());

        assertThat(status).isInstanceOf(VideoStatus.Running.class);
        assertThat(asked).containsExactly("ant", "bee", "bee");
        assertThat(job.journal).containsExactly("starting at ant", "forgotten", "starting at bee", "started v1:bee");
        assertThat(job.operations.get("clip").afterFallback()).isTrue();
    }

    @Test
    void aVideoThatMayHaveStartedIsNotStartedElsewhere() {
        VideoRequest hanging = new VideoRequest(
                BRIEF, "Frogs", 640, 360, Duration.ofSeconds(5), SafeArea.WHOLE, 2, List.of(), Map.of());

        PluginException failure = failure(models -> models.video("clip", hanging));

        assertThat(failure.code()).isEqualTo(FailureCode.UNKNOWN_OUTCOME);
        assertThat(asked).containsExactly("ant");
        assertThat(job.journal).containsExactly("starting at ant");
    }
}
