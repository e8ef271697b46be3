package com.adgenius.host.server.search;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.host.server.scope.Tenant;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.search.Index.Target;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Where nothing listens: what is refused here was not asked. */
class PointsTest {

    private static final Embedder MODEL = new Embedder("model-local", "m", 2, false);
    private static final Tenant ACME =
            new Tenant("acme", "Acme", "acme.localhost", "tenant_acme_db", "free", true, Instant.EPOCH);

    private final Points points = new Points(QdrantConnection.to("127.0.0.1:1"));
    private final Target theirs = theirs();
    private final Target own = new Target(MODEL.collection("acme"), MODEL);

    private static void assertFault(ThrowingCallable question) {
        assertThatThrownBy(() -> TenantScope.call(ACME, () -> {
                    try {
                        question.call();
                    } catch (Exception e) {
                        throw e;
                    } catch (Throwable e) {
                        throw new AssertionError(e);
                    }
                    return ACME;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(theirs().collection());
    }

    private static Target theirs() {
        return new Target(MODEL.collection("acme-two"), MODEL);
    }

    @Test
    void anotherTenantsCollectionCannotBeAsked() {
        QueryPoints query =
                QueryPoints.newBuilder().setCollectionName(theirs.collection()).build();

        assertFault(() -> points.query(theirs, List.of(query)));
        assertFault(() -> points.query(own, List.of(query)));
        assertFault(() -> points.find(theirs, List.of(UUID.randomUUID())));
        assertFault(() -> points.from(theirs, Optional.empty(), 1));
        assertFault(() -> points.remove(theirs, List.of(UUID.randomUUID())));
        assertFault(() -> points.drop(theirs.collection()));
        assertFault(() -> points.count(theirs));
        assertFault(() -> points.create(theirs));
    }
}
