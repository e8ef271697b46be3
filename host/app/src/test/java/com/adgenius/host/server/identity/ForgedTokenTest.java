package com.adgenius.host.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.testing.ApiResponse;
import com.adgenius.host.app.testing.EmbeddedServersForTests;
import com.adgenius.host.app.testing.HostUnderTest;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.vault.Vault;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each forged token is good but for one thing; beside it the same token without that thing is accepted. */
class ForgedTokenTest {

    private static final HostUnderTest HOST = HostUnderTest.shared();
    private static final Shared SHARED = Shared.make();

    private final SigningKey key = SHARED.key();
    private final Forgery good = Forgery.of(SHARED.token());

    /** The host's own key, and a token of a session that goes on. */
    private record Shared(SigningKey key, String token, String cookie) {

        static Shared make() {
            HostUnderTest.TenantUnderTest tenant = HOST.newTenant();
            ApiResponse session = HOST.anonymous()
                    .post("/auth/jwt/create", Map.of("email", tenant.email(), "password", tenant.password()))
                    .expect(200);
            try (MongoConnection mongo =
                    MongoConnection.to(EmbeddedServersForTests.shared().mongodb())) {
                Vault vault =
                        Vault.open(Optional.of(Base64.getEncoder().encodeToString(new byte[32])), Path.of("unused"));
                return new Shared(
                        new SigningKeys(mongo, vault, Clock.systemUTC(), "access-tokens").signer(),
                        session.text("access"),
                        session.header("Set-Cookie").orElseThrow().replaceAll("^[^=]*=([^;]*);.*", "$1"));
            }
        }
    }

    private static int status(String token) {
        return HOST.anonymous()
                .with("Authorization", "Bearer " + token)
                .get("/auth/me")
                .status();
    }

    private void refused(String token) {
        assertThat(status(token)).as(token).isEqualTo(401);
        assertThat(HOST.anonymous()
                        .post("/auth/jwt/verify", Map.of("token", token))
                        .status())
                .as(token)
                .isIn(401, 422);
        assertThat(status(good.signedBy(key.privateKey())))
                .as("the control: the same token without the fault")
                .isEqualTo(200);
    }

    private void refusedHead(Consumer<ObjectNode> change) {
        refused(good.head(change).signedBy(key.privateKey()));
    }

    private void refusedClaims(Consumer<ObjectNode> change) {
        refused(good.claims(change).signedBy(key.privateKey()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", " none", "none ", "", "ES256 ", "es256", "ES384", "HS256"})
    void refusesOtherAlgorithms(String algorithm) {
        Forgery forged = good.head(head -> head.put("alg", algorithm));

        refused(forged.unsigned());
        refused(forged.signedBy(key.privateKey()));
    }

    @Test
    void refusesATokenWithoutAnAlgorithm() {
        refusedHead(head -> head.remove("alg"));
        refusedHead(head -> head.putNull("alg"));
        refusedHead(head -> head.putArray("alg").add("ES256"));
    }

    @Test
    void refusesAMacMadeWithThePublicKey() {
        Forgery forged = good.head(head -> head.put("alg", "HS256"));
        byte[] encoded = key.publicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(encoded)
                + "\n-----END PUBLIC KEY-----\n";
        String jwk = HOST.anonymous()
                .get("//.well-known/jwks.json")
                .expect(200)
                .json()
                .at("/keys/0")
                .toString();

        for (byte[] secret : List.of(
                encoded,
                pem.getBytes(StandardCharsets.US_ASCII),
                pem.strip().getBytes(StandardCharsets.US_ASCII),
                key.encodedPublicKey().getBytes(StandardCharsets.US_ASCII),
                jwk.getBytes(StandardCharsets.UTF_8))) {
            refused(forged.macedWith(secret));
            refused(good.macedWith(secret));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../dev/null",
                "/dev/null",
                "..%2f..%2fkeys",
                "access-tokens",
                "' OR '1'='1",
                "{\"$ne\":null}",
                "$where",
                "a\u0000b",
                "https://attacker.example/key",
                "",
                "unknown"
            })
    void refusesKeyIdsThatAreNotOurs(String keyId) {
        refusedHead(head -> head.put("kid", keyId));
    }

    @Test
    void refusesKeyIdsThatAreNoText() {
        refusedHead(head -> head.remove("kid"));
        refusedHead(head -> head.putObject("kid").put("$ne", ""));
        refusedHead(head -> head.putArray("kid").add(key.id()));
    }

    @Test
    void refusesAnotherKeyThatTheHeadBringsOrNames() throws IOException {
        AtomicInteger fetched = new AtomicInteger();
        SigningKey own = SigningKey.generate();
        HttpServer attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        attacker.start();
        try {
            String address = "http://127.0.0.1:" + attacker.getAddress().getPort() + "/jwks.json";
            for (String field : List.of("jku", "x5u")) {
                refused(good.head(head -> head.put(field, address)).signedBy(own.privateKey()));
                refusedHead(head -> head.put(field, address));
            }
            Consumer<ObjectNode> bring = head -> head.putObject("jwk")
                    .put("kty", "EC")
                    .put("crv", "P-256")
                    .put("kid", key.id())
                    .put("x", own.jwk().x())
                    .put("y", own.jwk().y());
            refused(good.head(bring).signedBy(own.privateKey()));
            refusedHead(bring);
            refusedHead(head -> head.putArray("x5c").add("MIIB"));
            refused(good.signedBy(own.privateKey()));
            refused(good.head(head -> head.put("kid", own.id())).signedBy(own.privateKey()));
        } finally {
            attacker.stop(0);
        }
        assertThat(fetched).as("no address of a head is ever asked").hasValue(0);
    }

    @Test
    void refusesHeadsThatSayMoreThanOurs() {
        refusedHead(head -> head.putArray("crit").add("exp"));
        refusedHead(head -> head.put("cty", "JWT"));
        refusedHead(head -> head.put("b64", false));
        refused(good.signedBy(
                key.privateKey(),
                ("{\"alg\":\"none\",\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + key.id() + "\"}")
                        .getBytes(StandardCharsets.UTF_8)));
        refused(good.signedBy(key.privateKey(), "not json".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "refresh+jwt", "AT+JWT", "application/at+jwt", ""})
    void refusesOtherTypes(String type) {
        refusedHead(head -> head.put("typ", type));
    }

    @Test
    void refusesTokensOutOfTheirTime() {
        long now = Instant.now().getEpochSecond();

        refusedClaims(claims -> claims.put("exp", now - 1));
        refusedClaims(claims -> claims.remove("exp"));
        refusedClaims(claims -> claims.put("exp", "tomorrow"));
        refusedClaims(claims -> claims.put("nbf", now + 60));
        refusedClaims(claims -> claims.remove("nbf"));
        refusedClaims(claims -> claims.put("iat", now + 60));
    }

    @Test
    void refusesTokensForAndFromOthers() {
        refusedClaims(claims -> claims.put("aud", "another-api"));
        refusedClaims(claims -> claims.remove("aud"));
        refusedClaims(claims -> claims.put("iss", "https://adgenius.evil.example"));
        refusedClaims(claims -> claims.put("iss", "AdGenius"));
        refusedClaims(claims -> claims.remove("iss"));
        assertThat(status(good.claims(claims ->
                                claims.putArray("aud").add("another-api").add(AccessTokens.AUDIENCE))
                        .signedBy(key.privateKey())))
                .as("a list of audiences with ours in it is by RFC 7519")
                .isEqualTo(200);
    }

    @Test
    void refusesTokensOfNoSessionAndNoUser() {
        refusedClaims(claims -> claims.remove("sid"));
        refusedClaims(claims -> claims.put("sid", 7));
        refusedClaims(claims -> claims.remove("epoch"));
        refusedClaims(claims -> claims.put("epoch", 99));
        refusedClaims(claims -> claims.remove("sub"));
        refusedClaims(claims -> claims.put("sub", "{\"$ne\":null}"));
        refusedClaims(claims -> claims.put("tenant", "nobody-knows"));
    }

    @Test
    void refusesSignaturesThatAreNone() {
        refused(good.withSignature(new byte[64]));
        refused(good.withSignature(new byte[0]));
        byte[] ones = new byte[64];
        ones[31] = 1;
        ones[63] = 1;
        refused(good.withSignature(ones));
        refused(SHARED.token().substring(0, SHARED.token().lastIndexOf('.')));
        refused(SHARED.token() + ".more");
        refused("a".repeat(10_000));
    }

    @Test
    void takesTheRoleFromTheMembershipAndNotFromTheToken() {
        String forged = good.claims(
                        claims -> claims.put("role", "platform_admin").put("platform_admin", true))
                .signedBy(key.privateKey());

        ApiResponse me = HOST.anonymous()
                .with("Authorization", "Bearer " + forged)
                .get("/auth/me")
                .expect(200);

        assertThat(me.json().at("/tenant/role").asText()).isEqualTo("owner");
        assertThat(me.json().at("/user/platform_admin").asBoolean()).isFalse();
    }

    @Test
    void refusesARefreshTokenAsAccessAndAnAccessTokenAsRefresh() {
        refused(SHARED.cookie());
        HOST.anonymous()
                .with("Cookie", RefreshCookie.NAME + "=" + SHARED.token())
                .post("/auth/jwt/refresh", Map.of())
                .expect(401);
        HOST.anonymous()
                .with("Authorization", "Bearer " + SHARED.token())
                .post("/auth/jwt/refresh", Map.of())
                .expect(401);
    }
}
