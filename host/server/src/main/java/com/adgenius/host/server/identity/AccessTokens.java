package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.vault.Vault;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.auth0.jwt.interfaces.JWTVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Issues and checks access tokens: JWTs by RFC 9068, signed with ES256. */
public final class AccessTokens {

    /** How long a token is valid. */
    public static final Duration LIFE = Duration.ofMinutes(15);

    private static final String TYPE = "at+jwt";
    private static final String ISSUER = "adgenius";
    private static final String AUDIENCE = "adgenius-api";
    private static final String TENANT = "tenant";
    private static final int LONGEST = 4_096;

    private final SigningKey key;
    private final Algorithm algorithm;
    private final JWTVerifier verifier;
    private final Clock clock;

    AccessTokens(SigningKey key, Clock clock) {
        this.key = requireNonNull(key, "key is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.algorithm = Algorithm.ECDSA256(key.publicKey(), key.privateKey());
        com.auth0.jwt.JWTVerifier.BaseVerification verification =
                (com.auth0.jwt.JWTVerifier.BaseVerification) JWT.require(algorithm)
                        .withIssuer(ISSUER)
                        .withAudience(AUDIENCE)
                        .withClaimPresence("exp")
                        .withClaimPresence("sub");
        this.verifier = verification.build(clock);
    }

    /**
     * Tokens signed with the key in the public database, which is made where there is none.
     *
     * @throws com.adgenius.host.server.vault.VaultException when it was sealed with another master key
     */
    public static AccessTokens open(MongoConnection mongo, Vault vault, Clock clock) {
        return new AccessTokens(new SigningKeys(mongo, vault).current(), clock);
    }

    /** A token for the user, who works in the tenant. */
    String issue(String userId, Optional<String> tenant) {
        Instant now = clock.instant();
        JWTCreator.Builder token = JWT.create()
                .withHeader(Map.of("typ", TYPE))
                .withKeyId(key.id())
                .withIssuer(ISSUER)
                .withAudience(AUDIENCE)
                .withSubject(userId)
                .withJWTId(TimeOrderedId.next())
                .withIssuedAt(now)
                .withNotBefore(now)
                .withExpiresAt(now.plus(LIFE));
        tenant.ifPresent(slug -> token.withClaim(TENANT, slug));
        return token.sign(algorithm);
    }

    /** What the token says, if it is one of ours and valid now. */
    Optional<Claims> verify(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            DecodedJWT jwt = JWT.decode(token);
            if (!TYPE.equals(jwt.getType())
                    || !algorithm.getName().equals(jwt.getAlgorithm())
                    || !key.id().equals(jwt.getKeyId())) {
                return Optional.empty();
            }
            DecodedJWT valid = verifier.verify(jwt);
            return Optional.of(new Claims(
                    valid.getSubject(),
                    Optional.ofNullable(valid.getClaim(TENANT).asString())));
        } catch (JWTVerificationException _) {
            return Optional.empty();
        }
    }

    /** The public keys that verify the tokens. */
    JwkSet publicKeys() {
        return new JwkSet(List.of(key.jwk()));
    }

    /** What a valid token says. */
    record Claims(String userId, Optional<String> tenant) {}

    /** Public keys by RFC 7517. */
    record JwkSet(List<SigningKey.Jwk> keys) {}
}
