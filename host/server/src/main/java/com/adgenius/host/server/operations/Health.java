package com.adgenius.host.server.operations;

import static java.util.Objects.requireNonNull;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The checks behind {@code /observe/health}. */
public final class Health {

    private Health() {}

    /** The host itself: alive while it answers, started once it was ready, ready until it stops. */
    public static List<HealthCheck> of(Lifecycle lifecycle) {
        return List.of(
                check("host", HealthCheckType.LIVENESS, Optional::empty),
                check(
                        "host",
                        HealthCheckType.STARTUP,
                        () -> lifecycle.phase() == Lifecycle.Phase.STARTING
                                ? Optional.of("still starting")
                                : Optional.empty()),
                readiness("host", () -> switch (lifecycle.phase()) {
                    case STARTING -> Optional.of("still starting");
                    case READY -> Optional.empty();
                    case STOPPING -> Optional.of("stopping");
                }));
    }

    /**
     * A check that takes the node out of service while there is trouble.
     *
     * @param trouble what is wrong, in words; empty when nothing is; answers within two seconds
     */
    public static HealthCheck readiness(String name, Supplier<Optional<String>> trouble) {
        return check(name, HealthCheckType.READINESS, trouble);
    }

    /**
     * A check that tells of trouble with which the node goes on serving.
     *
     * @param trouble what is wrong, in words; empty when nothing is
     */
    public static HealthCheck notice(String name, Supplier<Optional<String>> trouble) {
        return new NamedCheck(name, HealthCheckType.READINESS, true, trouble);
    }

    private static HealthCheck check(String name, HealthCheckType type, Supplier<Optional<String>> trouble) {
        return new NamedCheck(name, type, false, trouble);
    }

    private record NamedCheck(String name, HealthCheckType type, boolean serves, Supplier<Optional<String>> trouble)
            implements HealthCheck {

        private NamedCheck {
            requireNonNull(name, "name is null");
            requireNonNull(trouble, "trouble is null");
        }

        @Override
        public HealthCheckResponse call() {
            Optional<String> found = trouble.get();
            HealthCheckResponse.Builder response = HealthCheckResponse.builder().status(serves || found.isEmpty());
            found.ifPresent(text -> response.detail("trouble", text));
            return response.build();
        }
    }
}
