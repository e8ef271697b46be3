package com.adgenius.host.server.http;

import com.adgenius.host.server.scope.Principal;
import java.util.Optional;

/** Tells who asks from a bearer token. */
@FunctionalInterface
public interface Authenticator {

    /**
     * The token's owner; empty when the token is not valid.
     *
     * @param bearerToken what stands behind {@code Bearer}
     * @param host the host name that was asked, without a port, lower case
     * @throws ProblemException {@link ProblemCode#NOT_FOUND} when the host is another tenant's,
     *     {@link ProblemCode#TENANT_SUSPENDED} when the tenant is not active
     */
    Optional<Principal> authenticate(String bearerToken, String host);
}
