package com.adgenius.host.server.token;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.identity.BearerAuthenticator;
import com.adgenius.host.server.scope.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Knows programs by API tokens. A token asks for its maker, with its own role or the maker's present one, whichever is
 * less. It is looked up each time, so that one that is revoked is refused by every node at once.
 */
public final class ApiTokenAuthenticator implements BearerAuthenticator {

    private final ApiTokens tokens;
    private final BiFunction<String, String, Optional<Principal>> members;

    /**
     * Knows those tokens.
     *
     * @param members the user of that id as a member of that tenant, at present
     */
    public ApiTokenAuthenticator(ApiTokens tokens, BiFunction<String, String, Optional<Principal>> members) {
        this.tokens = requireNonNull(tokens, "tokens is null");
        this.members = requireNonNull(members, "members is null");
    }

    @Override
    public boolean hasShape(String token) {
        return token.startsWith(ApiTokenSecret.PREFIX);
    }

    @Override
    public Optional<Principal> authenticate(String token) {
        Instant now = tokens.now();
        return Optional.of(token)
                .filter(ApiTokenSecret::hasShape)
                .flatMap(text -> tokens.store().valid(new ApiTokenSecret(text).hash(), now))
                .flatMap(known -> principal(known, now));
    }

    private Optional<Principal> principal(ApiToken token, Instant now) {
        Optional<Principal> principal = members.apply(token.userId(), token.tenant())
                .flatMap(maker -> maker.membership()
                        .flatMap(membership -> token.roleFor(membership.role()))
                        .map(role -> maker.by(
                                new Principal.Delegation(Principal.Delegation.Kind.API_TOKEN, token.id(), ""), role)));
        principal.ifPresent(_ -> tokens.store().used(token.id(), now));
        return principal;
    }
}
