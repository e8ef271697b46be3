package com.adgenius.host.server.identity;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.http.Json;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TimeOrderedId;
import com.adgenius.host.server.vault.Vault;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Issues and checks access tokens: JWTs by RFC 9068, signed with ES256.
 *
 * <p>A token's head may name the algorithm, the type and the key's id, and nothing else: a head that brings a key of its
 * own or says where to fetch one is refused, and the id is looked up in our own set. The algorithm is never chosen by
 * the head.
 */
public final class AccessTokens {

    /** How long a token is valid. */
    public static final Duration LIFE = Duration.ofMinutes(15);

    static final String TYPE = "at+jwt";
    static final String ISSUER = "adgenius";
    static final String AUDIENCE = "adgenius-api";

    private static final String ALGORITHM = "ES256";
    private static final String SESSION = "sid";
    private static final String EPOCH = "epoch";
    private static final String TENANT = "tenant";
    private static final String ROLE = "role";
    private static final int LONGEST = 4_096;

    /** How far the clocks of two nodes may be apart. */
    private static final long LEEWAY_SECONDS = 5;

    private static final ObjectMapper MAPPER = Json.mapper();

    private final SigningKeys keys;
    private final Clock clock;

    AccessTokens(SigningKeys keys, Clock clock) {
        this.keys = requireNonNull(keys, "keys is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Tokens signed with the keys in the public database, which are made where there are none.
     *
     * @throws com.adgenius.host.server.vault.VaultException when they were sealed with another master key
     */
    public static AccessTokens open(MongoConnection mongo, Vault vault, Clock clock) {
        return new AccessTokens(new SigningKeys(mongo, vault, clock, "access-tokens"), clock);
    }

    /** A token for the session, in which the user works in the tenant with that role. */
    Issued issue(Session session, Optional<Role> role) {
        Instant now = clock.instant();
        Instant end = now.plus(LIFE).isAfter(session.ends()) ? session.ends() : now.plus(LIFE);
        SigningKey key = keys.signer();
        JWTCreator.Builder token = JWT.create()
                .withHeader(Map.of("typ", TYPE))
                .withKeyId(key.id())
                .withIssuer(ISSUER)
                .withAudience(AUDIENCE)
                .withSubject(session.userId())
                .withJWTId(TimeOrderedId.next())
                .withIssuedAt(now)
                .withNotBefore(now)
                .withExpiresAt(end)
                .withClaim(SESSION, session.id())
                .withClaim(EPOCH, session.epoch());
        session.tenant().ifPresent(slug -> token.withClaim(TENANT, slug));
        role.ifPresent(in -> token.withClaim(ROLE, in.value()));
        return new Issued(
                token.sign(Algorithm.ECDSA256(key.publicKey(), key.privateKey())),
                Math.max(0, Duration.between(now, end).toSeconds()));
    }

    /** What the token says, if it is one of ours and valid now. */
    Optional<Claims> verify(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            DecodedJWT jwt = JWT.decode(token);
            Optional<SigningKey> key = head(jwt).flatMap(head -> keys.find(head.kid()));
            return key.isEmpty() ? Optional.empty() : Optional.of(claims(verified(jwt, key.get())));
        } catch (JWTVerificationException _) {
            return Optional.empty();
        }
    }

    private DecodedJWT verified(DecodedJWT jwt, SigningKey key) {
        com.auth0.jwt.JWTVerifier.BaseVerification verification =
                (com.auth0.jwt.JWTVerifier.BaseVerification) JWT.require(Algorithm.ECDSA256(key.publicKey(), null))
                        .withIssuer(ISSUER)
                        .withAudience(AUDIENCE)
                        .withClaimPresence("sub")
                        .withClaimPresence("exp")
                        .withClaimPresence("nbf")
                        .withClaimPresence("iat")
                        .withClaimPresence(SESSION)
                        .withClaimPresence(EPOCH)
                        .acceptNotBefore(LEEWAY_SECONDS)
                        .acceptIssuedAt(LEEWAY_SECONDS);
        return verification.build(clock).verify(jwt);
    }

    /** The head, if it is one that we write: any other field is refused, {@code jku}, {@code jwk}, {@code x5u} too. */
    private static Optional<Head> head(DecodedJWT jwt) {
        try {
            Head head = MAPPER.readValue(Base64.getUrlDecoder().decode(jwt.getHeader()), Head.class);
            return ALGORITHM.equals(head.alg()) && TYPE.equals(head.typ()) && head.kid() != null
                    ? Optional.of(head)
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Claims claims(DecodedJWT valid) {
        String session = valid.getClaim(SESSION).asString();
        Long epoch = valid.getClaim(EPOCH).asLong();
        if (session == null || epoch == null) {
            throw new JWTVerificationException("A claim has another type");
        }
        return new Claims(
                session,
                valid.getSubject(),
                epoch,
                Optional.ofNullable(valid.getClaim(TENANT).asString()),
                valid.getIssuedAtAsInstant(),
                valid.getExpiresAtAsInstant());
    }

    /** The public keys that verify the tokens. */
    JwkSet publicKeys() {
        return new JwkSet(keys.published().stream().map(SigningKey::jwk).toList());
    }

    /** Turns the keys when it is time, and learns what other nodes did; to be done every minute. */
    void tend() {
        keys.tend();
    }

    private record Head(String alg, String typ, String kid) {}

    /** A token, and for how many seconds it is valid. */
    record Issued(String token, long expiresIn) {

        @Override
        public String toString() {
            return "Issued[" + expiresIn + " s]";
        }
    }

    /** What a valid token says. */
    record Claims(
            String session, String userId, long epoch, Optional<String> tenant, Instant issuedAt, Instant expiresAt) {}

    /** Public keys by RFC 7517. */
    record JwkSet(List<SigningKey.Jwk> keys) {}
}
