package com.adgenius.host.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.host.server.storage.Await;
import com.adgenius.host.server.vault.Vault;
import com.adgenius.host.server.vault.VaultException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

    private static final Duration STEP = Duration.ofMinutes(1);

    private final SessionWorld world = new SessionWorld();
    private final String id = "test-" + UUID.randomUUID();
    private final Vault vault = vault(1);

    @AfterEach
    void close() {
        world.close();
    }

    private static Vault vault(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return Vault.open(Optional.of(Base64.getEncoder().encodeToString(key)), Path.of("unused"));
    }

    private SigningKeys node() {
        return new SigningKeys(world.mongo(), vault, world.clock, id);
    }

    private static List<String> ids(SigningKeys keys) {
        return keys.published().stream().map(SigningKey::id).toList();
    }

    @Test
    void areTheSameOnEveryNode() {
        assertThat(node().signer().id()).isEqualTo(node().signer().id());
    }

    @Test
    void arePublishedBeforeTheySignAndAsLongAsTheirTokensLive() {
        SigningKeys keys = node();
        String old = keys.signer().id();

        world.clock.advance(SigningKeys.TURN);
        keys.tend();
        String next = ids(keys).getLast();
        assertThat(ids(keys)).containsExactly(old, next).doesNotHaveDuplicates();
        assertThat(keys.signer().id())
                .as("readers may not know the next one yet")
                .isEqualTo(old);

        world.clock.advance(SigningKeys.LEAD);
        assertThat(keys.signer().id()).isEqualTo(next);
        keys.tend();
        assertThat(keys.find(old)).as("its tokens live").isPresent();

        world.clock.advance(AccessTokens.LIFE.plus(STEP));
        keys.tend();
        assertThat(ids(keys)).containsExactly(next);
        assertThat(keys.find(old)).isEmpty();
    }

    @Test
    void areLearntByOtherNodesFromTheFirstTokenThatNeedsThem() {
        SigningKeys first = node();
        SigningKeys second = node();
        world.clock.advance(SigningKeys.TURN);
        first.tend();

        assertThat(second.find(ids(first).getLast())).isPresent();
        assertThat(second.find("made-up")).isEmpty();
    }

    @Test
    void areTurnedByOneOfManyNodes() throws Exception {
        List<SigningKeys> nodes = IntStream.range(0, 8).mapToObj(_ -> node()).toList();
        world.clock.advance(SigningKeys.TURN);
        CyclicBarrier barrier = new CyclicBarrier(nodes.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> turns = nodes.stream()
                    .<Future<?>>map(each -> threads.submit(() -> {
                        barrier.await();
                        each.tend();
                        return each;
                    }))
                    .toList();
            for (Future<?> turn : turns) {
                turn.get();
            }
        }

        assertThat(ids(node())).hasSize(2);
        assertThat(nodes).allSatisfy(each -> assertThat(ids(each)).isEqualTo(ids(node())));
    }

    @Test
    void lieSealedAndOpenUnderTheMasterKeyAlone() {
        SigningKey key = node().signer();
        Document stored = Await.one(world.mongo()
                .publicDatabase()
                .getCollection("signing_keys")
                .find(new Document("_id", id))
                .first());

        assertThat(stored.toJson()).doesNotContain(key.encodedPrivateKey()).contains(key.encodedPublicKey());
        assertThatThrownBy(() -> new SigningKeys(world.mongo(), vault(2), world.clock, id))
                .isInstanceOf(VaultException.class);
    }
}
