package com.adgenius.host.server.audit;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.scope.Principal;
import com.adgenius.host.server.storage.TimeOrderedId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/**
 * A change that is to go into the audit.
 *
 * @param id unique
 * @param at when it was made, in milliseconds
 * @param actorId who made it
 * @param actorEmail the actor's e-mail; empty where it was nobody
 * @param action what was done, for instance {@code campaign.updated}
 * @param subject to what, for instance {@code campaign/0198…}
 * @param details what else there is to know; never a secret
 */
public record AuditNote(
        String id,
        Instant at,
        String actorId,
        String actorEmail,
        String action,
        String subject,
        Map<String, String> details) {

    /** Whoever does what is to be done in the background. */
    public static final String HOST = "host";

    public AuditNote {
        requireNonNull(id, "id is null");
        requireNonNull(actorId, "actorId is null");
        requireNonNull(actorEmail, "actorEmail is null");
        requireNonNull(action, "action is null");
        requireNonNull(subject, "subject is null");
        at = at.truncatedTo(ChronoUnit.MILLIS);
        details = Map.copyOf(details);
    }

    /** What somebody did now, with the address and the request it came by. */
    public static AuditNote of(Asking asking, Instant at, String action, String subject, Map<String, String> details) {
        Principal actor = asking.by();
        return new AuditNote(
                TimeOrderedId.next(), at, actor.userId(), actor.email(), action, subject, withOrigin(asking, details));
    }

    /** Whoever acts in a user's name is named beside the user. */
    private static Map<String, String> withOrigin(Asking asking, Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        all.put("address", asking.address());
        all.put("request_id", asking.requestId());
        asking.by().delegation().ifPresent(delegation -> {
            all.put(delegation.kind().value(), delegation.id());
            if (!delegation.by().isEmpty()) {
                all.put("impersonated_by", delegation.by());
            }
        });
        return all;
    }

    /** The note in the document of what was changed. */
    public Document document() {
        return new Document("id", id)
                .append("at", Date.from(at))
                .append("actor_id", actorId)
                .append("actor_email", actorEmail)
                .append("action", action)
                .append("subject", subject)
                .append("details", new Document(Map.copyOf(details)));
    }

    static AuditNote of(Document document) {
        Map<String, String> details = new TreeMap<>();
        document.get("details", Document.class).forEach((name, value) -> details.put(name, (String) value));
        return new AuditNote(
                document.getString("id"),
                document.getDate("at").toInstant(),
                document.getString("actor_id"),
                document.getString("actor_email"),
                document.getString("action"),
                document.getString("subject"),
                details);
    }
}
