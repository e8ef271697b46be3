package com.adgenius.host.server.token;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.PublicAuditNotes;
import com.adgenius.host.server.audit.PublicAuditNotes.Addressed;
import com.adgenius.host.server.export.ExportSource;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Role;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.host.server.storage.MongoConnection;
import com.adgenius.host.server.storage.TimeOrderedId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** The API tokens of tenants' members. */
public final class ApiTokens {

    private static final int AT_ONCE = 1_000;

    private final ApiTokenStore store;
    private final Bounds bounds;
    private final Clock clock;

    /**
     * How many tokens there can be.
     *
     * @param perTenant valid ones of a tenant
     * @param perMember valid ones of a member
     */
    public record Bounds(int perTenant, int perMember) {

        /** What suits an agency. */
        public static Bounds defaults() {
            return new Bounds(200, 20);
        }
    }

    /** The tokens in the public database. */
    public ApiTokens(MongoConnection mongo, AuditLog audit, Bounds bounds, Clock clock) {
        this.store = new ApiTokenStore(mongo, new PublicAuditNotes(mongo, ApiTokenStore.COLLECTION, audit));
        this.bounds = requireNonNull(bounds, "bounds is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the indexes; idempotent. */
    public void provision() {
        store.provision();
    }

    ApiTokenStore store() {
        return store;
    }

    /** What the tenant in scope takes away of them. */
    public ExportSource exported() {
        return store.exported();
    }

    /** A token, and its text, which nobody can read again. */
    record Made(ApiToken token, ApiTokenSecret secret) {}

    Made make(String name, Role role, Duration life, Asking asking) {
        if (!asking.role().includes(role)) {
            throw ProblemException.of(
                    ProblemCode.ROLE_REQUIRED,
                    "A token cannot do what you cannot: the role " + role.value() + " is above yours, "
                            + asking.role().value() + ".");
        }
        Instant now = now();
        ApiTokenSecret secret = ApiTokenSecret.next();
        ApiToken token = new ApiToken(
                TimeOrderedId.next(),
                TenantScope.current().slug(),
                asking.by().userId(),
                name,
                role,
                secret.beginning(),
                now,
                now.plus(life),
                Optional.empty());
        Addressed note = Addressed.toTenant(
                token.tenant(),
                AuditNote.of(
                        asking,
                        now,
                        "token.created",
                        "token/" + token.id(),
                        Map.of(
                                "name", name,
                                "role", role.value(),
                                "expires_at", token.expiresAt().toString())));
        store.add(token, secret.hash(), note);
        try {
            requireRoom(token, now);
        } catch (ProblemException e) {
            store.withdraw(token.id());
            throw e;
        }
        store.notes().tryToDeliver(token.id());
        return new Made(token, secret);
    }

    /** Counted when the new one is there, so that many at once are not more than may be. */
    private void requireRoom(ApiToken token, Instant now) {
        if (store.valid(token.tenant(), Optional.of(token.userId()), now) > bounds.perMember()) {
            throw ProblemException.of(
                    ProblemCode.LIMIT_REACHED,
                    "A member has at most " + bounds.perMember() + " API tokens. Revoke some that are not used.");
        }
        if (store.valid(token.tenant(), Optional.empty(), now) > bounds.perTenant()) {
            throw ProblemException.of(
                    ProblemCode.LIMIT_REACHED,
                    "A tenant has at most " + bounds.perTenant() + " API tokens. Revoke some that are not used.");
        }
    }

    /** The token, if it is the caller's, or the caller looks after all; {@link ProblemCode#NOT_FOUND} otherwise. */
    ApiToken find(String id, Asking asking) {
        return store.find(id, TenantScope.current().slug())
                .filter(token -> seenBy(asking).map(token.userId()::equals).orElse(true))
                .orElseThrow(() -> ProblemException.notFound("token", id));
    }

    /** Whose tokens the caller sees; empty for all of the tenant. */
    Optional<String> seenBy(Asking asking) {
        return asking.role().covers(Role.ADMIN)
                ? Optional.empty()
                : Optional.of(asking.by().userId());
    }

    /** Revokes a token: it is refused from now on. */
    void revoke(String id, Asking asking) {
        ApiToken token = find(id, asking);
        store.revoke(
                id,
                now(),
                Addressed.toTenant(
                        token.tenant(),
                        AuditNote.of(
                                asking,
                                now(),
                                "token.revoked",
                                "token/" + id,
                                Map.of("name", token.name(), "user_id", token.userId()))));
        store.notes().tryToDeliver(id);
    }

    /** Revokes all tokens of a member who left the tenant; idempotent. */
    public void revokeAll(String userId, String tenant) {
        for (String id : store.of(userId, tenant, AT_ONCE)) {
            AuditNote note = new AuditNote(
                    "token.revoked:" + id,
                    now(),
                    AuditNote.HOST,
                    "",
                    "token.revoked",
                    "token/" + id,
                    Map.of("because", "its maker is no member any more", "user_id", userId));
            store.revoke(id, now(), Addressed.toTenant(tenant, note));
            store.notes().tryToDeliver(id);
        }
    }

    /** Tells what was not told, and forgets old tokens. */
    public void tidy() {
        store.notes().deliverWaiting(AT_ONCE);
        store.sweep(now());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
