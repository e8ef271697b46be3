package com.adgenius.host.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.identity.Sessions.Begun;
import com.adgenius.host.server.user.User;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Duration GRACE = SessionWorld.TIMES.grace();
    private static final String NOBODY = "redis://127.0.0.1:1";

    private final SessionWorld world = new SessionWorld();
    private final Sessions node = world.node();
    private final User user = world.newUser();

    @AfterEach
    void close() {
        world.close();
    }

    private Begun begin(String tenant) {
        return node.begin(user, Optional.of(tenant));
    }

    private static RefreshToken token(Begun begun) {
        return begun.token().orElseThrow();
    }

    private boolean live(Sessions at, Begun begun, String tenant) {
        return at.live(begun.session().id(), Optional.of(tenant), world.clock.instant());
    }

    private Optional<RefreshToken> refresh(Begun begun, RefreshToken token) {
        return node.find(token).flatMap(_ -> node.refresh(begun.session(), token));
    }

    @Test
    void refreshesWithEachTokenOnce() {
        Begun begun = begin("acme");

        RefreshToken second = refresh(begun, token(begun)).orElseThrow();
        world.clock.advance(GRACE);
        RefreshToken third = refresh(begun, second).orElseThrow();

        assertThat(Set.of(token(begun).text(), second.text(), third.text())).hasSize(3);
        assertThat(node.find(third)).isPresent();
    }

    @Test
    void endsTheFamilyWhenASpentTokenComesBackAfterTheGrace() {
        Begun begun = begin("acme");
        RefreshToken second = refresh(begun, token(begun)).orElseThrow();
        world.clock.advance(GRACE.plusMillis(1));

        assertThat(refresh(begun, token(begun))).as("a copy").isEmpty();

        assertThat(refresh(begun, second)).as("the family is dead").isEmpty();
        assertThat(live(node, begun, "acme")).as("and its access tokens").isFalse();
        Begun other = begin("acme");
        world.clock.advance(GRACE.plusMillis(1));
        assertThat(refresh(other, token(other)))
                .as("the control: a token not spent")
                .isPresent();
    }

    @Test
    void endsTheFamilyWhenATokenIsMadeUpInIt() {
        Begun begun = begin("acme");
        RefreshToken madeUp = token(begun).successor("of nobody's nonce");

        assertThat(refresh(begun, madeUp)).isEmpty();

        assertThat(refresh(begun, token(begun))).isEmpty();
    }

    @Test
    void knowsNothingOfAFamilyThatIsMadeUp() {
        assertThat(node.find(RefreshToken.first())).isEmpty();
    }

    @Test
    void givesTheSameSuccessorToASpentTokenWithinTheGraceHoweverFarItWentOn() {
        Begun begun = begin("acme");
        RefreshToken second = refresh(begun, token(begun)).orElseThrow();

        assertThat(refresh(begun, token(begun)).orElseThrow().text()).isEqualTo(second.text());
        RefreshToken third = refresh(begun, second).orElseThrow();
        assertThat(refresh(begun, token(begun)).orElseThrow().text())
                .as("a late window gets the newest, not one that is spent")
                .isEqualTo(third.text());
        assertThat(refresh(begun, second).orElseThrow().text()).isEqualTo(third.text());
    }

    @Test
    void endsConcurrentRefreshesInOneLineage() throws Exception {
        Begun begun = begin("acme");

        Set<String> successors = atOnce(20, List.of(token(begun)), begun);

        assertThat(successors).hasSize(1);
        assertThat(refresh(
                        begun, RefreshToken.parse(successors.iterator().next()).orElseThrow()))
                .as("it is live")
                .isPresent();
        Begun first = begin("acme");
        Begun other = begin("acme");
        assertThat(atOnce(20, List.of(token(first), token(other)), first))
                .as("the control: two lineages are seen as two")
                .hasSize(2);
    }

    private Set<String> atOnce(int count, List<RefreshToken> tokens, Begun begun) throws Exception {
        Set<String> successors = new HashSet<>();
        CyclicBarrier barrier = new CyclicBarrier(count);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = java.util.stream.IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> {
                        barrier.await();
                        return refresh(begun, tokens.get(i % tokens.size()))
                                .orElseThrow()
                                .text();
                    }))
                    .toList();
            for (Future<String> answer : answers) {
                successors.add(answer.get());
            }
        }
        return successors;
    }

    @Test
    void endsWithoutUseAfterTheIdleTime() {
        Begun used = begin("acme");
        Begun unused = begin("acme");
        world.clock.advance(Duration.ofDays(6));
        RefreshToken second = refresh(used, token(used)).orElseThrow();
        world.clock.advance(Duration.ofDays(2));

        assertThat(refresh(unused, token(unused))).isEmpty();
        assertThat(refresh(used, second)).isPresent();
    }

    @Test
    void endsAfterTheAbsoluteTimeHoweverMuchItIsUsed() {
        Begun begun = begin("acme");
        RefreshToken token = token(begun);
        for (int day = 6; day < 30; day += 6) {
            world.clock.advance(Duration.ofDays(6));
            token = refresh(begun, token).orElseThrow();
        }
        assertThat(node.lastsUnused(begun.session())).isEqualTo(Duration.ofDays(6));
        world.clock.advance(Duration.ofDays(6));

        assertThat(refresh(begun, token)).isEmpty();
    }

    @Test
    void tellsEveryNodeThatListensOfAnEndAtOnce() {
        Begun begun = begin("acme");
        Sessions listening = world.node();
        Sessions deaf = world.node();
        listening.listen();
        assertThat(live(listening, begun, "acme")).isTrue();
        assertThat(live(deaf, begun, "acme")).isTrue();

        node.end(user.id(), begun.session().id());

        assertThat(live(node, begun, "acme")).isFalse();
        await().atMost(Duration.ofSeconds(5)).until(() -> !live(listening, begun, "acme"));
        assertThat(live(deaf, begun, "acme"))
                .as("the control: who does not hear believes it for as long as it may")
                .isTrue();
    }

    @Test
    void endsAllSessionsOfOneUserAndNoOther() {
        Begun one = begin("acme");
        Begun two = begin("globex");
        User other = world.newUser();
        Begun others = node.begin(other, Optional.of("acme"));

        node.endAll(user.id());

        assertThat(live(node, one, "acme")).isFalse();
        assertThat(live(node, two, "globex")).isFalse();
        assertThat(refresh(one, token(one))).isEmpty();
        assertThat(live(node, others, "acme")).isTrue();
        assertThat(world.read(user).sessionEpoch()).isEqualTo(user.sessionEpoch() + 1);
        assertThat(world.read(other).sessionEpoch()).isEqualTo(other.sessionEpoch());
    }

    @Test
    void endsWhatAUserDoesInOneTenant() {
        Begun there = begin("acme");
        Begun elsewhere = begin("globex");

        node.endIn(user.id(), "acme");

        assertThat(live(node, there, "acme")).isFalse();
        assertThat(refresh(there, token(there))).isEmpty();
        assertThat(live(node, elsewhere, "acme"))
                .as("an older access token for the tenant")
                .isFalse();
        assertThat(live(node, elsewhere, "globex")).isTrue();
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(live(node, elsewhere, "acme")).as("a newer one").isTrue();
        assertThat(refresh(elsewhere, token(elsewhere))).isPresent();
    }

    @Test
    void keepsAnEndThoughRedisForgetsAndIsAway() {
        Begun ended = begin("acme");
        Begun goesOn = begin("acme");
        node.end(user.id(), ended.session().id());

        Sessions without = world.node(NOBODY);

        assertThat(live(without, ended, "acme")).isFalse();
        assertThat(live(without, goesOn, "acme")).isTrue();
    }

    @Test
    void doesNotReviveASessionThatWasEndedWhileRedisWasAway() {
        Begun begun = begin("acme");
        Sessions without = world.node(NOBODY);

        without.end(user.id(), begun.session().id());

        assertThat(node.find(token(begun))).as("Redis still holds it").isEmpty();
        assertThat(live(node, begun, "acme")).isFalse();
    }

    @Test
    void doesWithoutRedisWhatCanBeDoneAndSaysWhatCannot() {
        Sessions without = world.node(NOBODY);

        Begun begun = without.begin(user, Optional.of("acme"));

        assertThat(begun.token()).isEmpty();
        assertThat(live(without, begun, "acme")).isTrue();
        without.end(user.id(), begun.session().id());
        assertThat(live(without, begun, "acme")).isFalse();
        without.endAll(user.id());
        assertThat(world.read(user).sessionEpoch()).isEqualTo(user.sessionEpoch() + 1);
        assertThatThrownBy(() -> without.find(RefreshToken.first()))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE);
                    assertThat(problem.headers()).containsKey("Retry-After");
                });
    }
}
