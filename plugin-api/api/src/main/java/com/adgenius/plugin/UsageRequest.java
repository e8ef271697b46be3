package com.adgenius.plugin;

import static java.util.Objects.requireNonNull;

/**
 * What a generation is expected to use.
 *
 * @param reservationId unique, chosen by the host; a creative that is retried gets another one
 * @param kind what is generated
 * @param generator the generator's plugin id
 * @param assets pieces wanted: formats times variants
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "1.0.0")
public record UsageRequest(String reservationId, CreativeKind kind, String generator, int assets) {

    public UsageRequest {
        requireNonNull(reservationId, "reservationId is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(generator, "generator is null");
    }
}
