package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Principal;
import java.util.Optional;

/** Knows people by access tokens of sessions that go on. The role is the one the user has now, not the token's. */
final class AccessTokenAuthenticator implements BearerAuthenticator {

    private final AccessTokens tokens;
    private final Sessions sessions;
    private final Directory directory;

    AccessTokenAuthenticator(AccessTokens tokens, Sessions sessions, Directory directory) {
        this.tokens = requireNonNull(tokens, "tokens is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.directory = requireNonNull(directory, "directory is null");
    }

    /** Three parts: a JWS by RFC 7515, section 7.1. */
    @Override
    public boolean hasShape(String token) {
        return token.chars().filter(character -> character == '.').count() == 2;
    }

    @Override
    public Optional<Principal> authenticate(String token) {
        // The directory first: who asks for a suspended or closed tenant hears of that, though the session ended.
        return tokens.verify(token)
                .flatMap(claims -> directory
                        .principal(claims.userId(), claims.tenant(), claims.epoch())
                        .filter(_ -> sessions.live(claims.session(), claims.tenant(), claims.issuedAt()))
                        .map(principal -> principal.in(claims.session())));
    }
}
