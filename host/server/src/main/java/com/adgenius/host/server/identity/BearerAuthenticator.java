package com.adgenius.host.server.identity;

import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Principal;
import java.util.Optional;

/** Knows one kind of bearer token, which is told from others by its shape. */
public interface BearerAuthenticator {

    /** Whether the token has the shape of this kind; then no other is asked. */
    boolean hasShape(String token);

    /**
     * The token's owner; empty when the token is not valid. The host is looked at by who asks.
     *
     * @throws ProblemException {@link ProblemCode#TENANT_SUSPENDED} or {@link ProblemCode#TENANT_CLOSED} when the token's
     *     tenant is not active
     */
    Optional<Principal> authenticate(String token);
}
