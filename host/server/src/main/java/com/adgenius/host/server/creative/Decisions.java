package com.adgenius.host.server.creative;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Asking;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What people decide about the content of creatives of the tenant in scope. A decision is about the content that its maker
 * saw: it names it by its hash or by the creative's revision, and holds until something is changed.
 */
final class Decisions {

    private static final int ATTEMPTS = 5;

    private final CreativeStore store;
    private final Creatives creatives;
    private final CreativeAftermath aftermath;
    private final Clock clock;

    /** Decisions about these creatives. */
    Decisions(CreativeServices services, Creatives creatives, CreativeAftermath aftermath) {
        this.store = services.store();
        this.creatives = requireNonNull(creatives, "creatives is null");
        this.aftermath = requireNonNull(aftermath, "aftermath is null");
        this.clock = services.clock();
    }

    /**
     * What somebody saw who decides; one of the two is there.
     *
     * @param revision the creative's revision
     * @param contentHash the content's hash
     */
    record Seen(OptionalLong revision, Optional<String> contentHash) {

        Seen {
            if (revision.isEmpty() && contentHash.isEmpty()) {
                throw ProblemException.of(
                        ProblemCode.PRECONDITION_REQUIRED,
                        "Say what you saw: send the creative's ETag as If-Match, or its content_hash.");
            }
        }

        private void require(Creative creative, String hash) {
            if (revision.isPresent() && revision.getAsLong() != creative.revision()) {
                throw Creatives.stale(creative.id());
            }
            if (contentHash.filter(seen -> !seen.equals(hash)).isPresent()) {
                throw ProblemException.of(
                        ProblemCode.CONFLICT,
                        "The content of creative " + creative.id()
                                + " is another now than what you saw. Look at it again, and then decide.");
            }
        }
    }

    /** Decides about a ready creative; the same decision again is a new one. */
    Creative decide(String id, Seen seen, Approval.Status decision, String reason, Asking asking) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Creative before = creatives.find(id);
            String hash = before.contentHash()
                    .orElseThrow(() -> ProblemException.of(
                            ProblemCode.CONFLICT,
                            "Creative " + id + " is " + before.status().value()
                                    + "; only a ready one can be approved or rejected."));
            seen.require(before, hash);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Approval approval = new Approval(decision, hash, asking.by().userId(), now, reason);
            CreativeEvent event = CreativeEvent.decided(id, approval);
            // Read and written at one revision, so the hash is that of what is there.
            Optional<Creative> decided = store.change(
                    before,
                    combine(
                            set("approval", ReviewDocuments.document(approval)),
                            CreativeUpdates.seen(now),
                            CreativeUpdates.tell(event),
                            AuditNotes.noting(AuditNote.of(
                                    asking,
                                    now,
                                    event.type(),
                                    CreativeEdits.subject(id),
                                    details(before, hash, reason)))));
            if (decided.isPresent()) {
                aftermath.changed(id);
                return decided.get();
            }
        }
        throw Creatives.stale(id);
    }

    private static Map<String, String> details(Creative before, String hash, String reason) {
        return Map.of(
                "content_hash", hash,
                "before",
                        before.approval()
                                .map(Approval::status)
                                .map(Approval.Status::value)
                                .orElse(Approval.NONE),
                "reason", reason);
    }
}
