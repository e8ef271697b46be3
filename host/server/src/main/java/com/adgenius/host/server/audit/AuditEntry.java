package com.adgenius.host.server.audit;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.storage.CanonicalJson;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/**
 * One entry of a chain.
 *
 * @param chain a tenant's slug, or empty for the platform's own chain
 * @param sequence its place in the chain, from 1 without a gap
 * @param previous the hash of the entry before; {@link #NONE} for the first
 * @param hash the SHA-256 of the canonical JSON of all the others
 * @param id unique
 * @param at when it was done, in milliseconds
 * @param actorId who did it
 * @param actorEmail the actor's e-mail; empty where it was nobody
 * @param action what was done
 * @param subject to what
 * @param details what else there is to know
 */
record AuditEntry(
        String chain,
        long sequence,
        String previous,
        String hash,
        String id,
        Instant at,
        String actorId,
        String actorEmail,
        String action,
        String subject,
        Map<String, String> details) {

    /** What stands before the first entry of a chain. */
    static final String NONE = "0".repeat(64);

    AuditEntry {
        requireNonNull(chain, "chain is null");
        details = Map.copyOf(details);
    }

    /** The change as the entry after that place of the chain. */
    static AuditEntry after(Head head, AuditNote note, Optional<String> tenant) {
        AuditEntry unsealed = new AuditEntry(
                tenant.orElse(""),
                head.sequence() + 1,
                head.hash(),
                "",
                note.id(),
                note.at(),
                note.actorId(),
                note.actorEmail(),
                note.action(),
                note.subject(),
                note.details());
        return unsealed.withHash(unsealed.computed());
    }

    private AuditEntry withHash(String sealed) {
        return new AuditEntry(chain, sequence, previous, sealed, id, at, actorId, actorEmail, action, subject, details);
    }

    /**
     * The end of a chain.
     *
     * @param sequence of the last entry, 0 for an empty chain
     * @param hash of the last entry
     */
    record Head(long sequence, String hash) {

        static final Head EMPTY = new Head(0, NONE);
    }

    Head head() {
        return new Head(sequence, hash);
    }

    /** What the hash has to be. */
    String computed() {
        return CanonicalJson.sha256(hashed());
    }

    /** All of it that the hash covers. */
    private Map<String, Object> hashed() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("tenant", chain);
        all.put("sequence", sequence);
        all.put("previous", previous);
        all.put("id", id);
        all.put("at", at.toString());
        all.put("actor_id", actorId);
        all.put("actor_email", actorEmail);
        all.put("action", action);
        all.put("subject", subject);
        all.put("details", details);
        return all;
    }

    /** The entry as people get it: what is hashed, and the hash. */
    Map<String, Object> exported() {
        Map<String, Object> all = new LinkedHashMap<>(hashed());
        all.put("hash", hash);
        return all;
    }

    static String place(String chain, long sequence) {
        return chain + ":" + sequence;
    }

    Document document() {
        Document document = new Document("_id", id)
                .append("place", place(chain, sequence))
                .append("sequence", sequence)
                .append("previous", previous)
                .append("hash", hash)
                .append("at", Date.from(at))
                .append("actor_id", actorId)
                .append("actor_email", actorEmail)
                .append("action", action)
                .append("subject", subject)
                .append("details", new Document(details));
        return chain.isEmpty() ? document : document.append("tenant", chain);
    }

    /** The entry that the document holds; what is missing or has another form reads as empty, and breaks the hash. */
    static AuditEntry of(Document document) {
        Map<String, String> details = new LinkedHashMap<>();
        if (document.get("details") instanceof Document stored) {
            stored.forEach((name, value) -> details.put(name, String.valueOf(value)));
        }
        return new AuditEntry(
                text(document, "tenant"),
                document.get("sequence") instanceof Number number ? number.longValue() : 0,
                text(document, "previous"),
                text(document, "hash"),
                text(document, "_id"),
                document.get("at") instanceof Date date ? date.toInstant() : Instant.EPOCH,
                text(document, "actor_id"),
                text(document, "actor_email"),
                text(document, "action"),
                text(document, "subject"),
                details);
    }

    private static String text(Document document, String field) {
        return document.get(field) instanceof String text ? text : "";
    }
}
