package com.adgenius.host.server.creative;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.campaign.Campaigns;
import com.adgenius.host.server.campaign.Undo;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.storage.CanonicalJson;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;

/** What people change of creatives of the tenant in scope. Each change is one atomic update with its event and its note. */
final class CreativeEdits {

    private final CreativeStore store;
    private final Creatives creatives;
    private final CreativeVersions versions;
    private final ContentEdits contents;
    private final Campaigns campaigns;
    private final CreativeAftermath aftermath;
    private final Clock clock;

    /** Changes of these creatives. */
    CreativeEdits(CreativeServices services, Creatives creatives, CreativeAftermath aftermath) {
        this.store = services.store();
        this.creatives = requireNonNull(creatives, "creatives is null");
        this.versions = aftermath.versions();
        this.contents = new ContentEdits(services.catalog(), versions);
        this.campaigns = services.campaigns();
        this.aftermath = requireNonNull(aftermath, "aftermath is null");
        this.clock = services.clock();
    }

    /** What people may change of a creative. */
    private record Editable(String name, List<String> tags, String campaignId, Optional<List<CreativeAsset>> content) {

        static Editable of(Creative creative) {
            return new Editable(
                    creative.name(),
                    creative.tags(),
                    creative.campaignId(),
                    creative.result().map(Creative.Result::assets));
        }

        String contentHash() {
            return content.map(ContentHash::of).orElse("");
        }

        List<String> changed(Editable before) {
            Map<String, Boolean> same = new LinkedHashMap<>();
            same.put("name", name.equals(before.name));
            same.put("tags", tags.equals(before.tags));
            same.put("campaign_id", campaignId.equals(before.campaignId));
            same.put("content", contentHash().equals(before.contentHash()));
            List<String> changed = new ArrayList<>(same.keySet());
            changed.removeIf(same::get);
            return changed;
        }

        String hash() {
            return CanonicalJson.sha256(Map.of(
                    "name", name,
                    "tags", tags,
                    "campaign_id", campaignId,
                    "content_hash", contentHash()));
        }
    }

    /** Says whether what people may change is the same. */
    static String hash(Creative creative) {
        return Editable.of(creative).hash();
    }

    /**
     * Changes what people may change, unless the creative has another revision by now. A patch that changes nothing is no
     * change; any change voids what was decided about the creative.
     */
    Creative edit(String id, long revision, CreativePatch patch, Asking asking) {
        Creative before = creatives.find(id);
        if (before.revision() != revision) {
            throw Creatives.stale(id);
        }
        Editable old = Editable.of(before);
        Editable edited = new Editable(
                patch.name() == null ? old.name() : patch.name().strip(),
                patch.tags() == null ? old.tags() : List.copyOf(patch.tags()),
                patch.campaignId() == null ? old.campaignId() : patch.campaignId(),
                contents.content(before, patch));
        List<String> changed = edited.changed(old);
        if (changed.isEmpty()) {
            return before;
        }
        if (!edited.campaignId().equals(old.campaignId()) && !campaigns.exists(edited.campaignId())) {
            throw ProblemException.invalid("campaign_id", "there is no campaign \"" + edited.campaignId() + "\"");
        }
        Instant now = now();
        List<Bson> updates = new ArrayList<>(List.of(
                set("name", edited.name()),
                set("tags", edited.tags()),
                set("campaign_id", edited.campaignId()),
                CreativeUpdates.seen(now),
                CreativeUpdates.tell(
                        CreativeEvent.updated(id, now, asking.by().userId(), changed, edited.contentHash())),
                AuditNotes.noting(AuditNote.of(
                        asking,
                        now,
                        "creative.updated",
                        subject(id),
                        Map.of("changed", String.join(",", changed), "before", old.hash(), "after", edited.hash())))));
        if (changed.contains("content")) {
            versions.keep(before);
            updates.add(set(
                    "content_data",
                    edited.content().orElseThrow().stream()
                            .map(AssetDocuments::document)
                            .toList()));
            updates.add(set("content_version", before.review().version() + 1));
            updates.add(set("content_by", asking.by().userId()));
            updates.add(set("content_at", Date.from(now)));
        }
        if (before.review().approval().isPresent()) {
            updates.add(set(ReviewDocuments.STATUS, Approval.Status.VOIDED.value()));
        }
        Creative after = store.change(before, combine(updates)).orElseThrow(() -> Creatives.stale(id));
        aftermath.changed(id);
        return after;
    }

    /** Brings back a creative that was removed within the window for it, if its campaign is there. */
    Creative restore(String id, Asking asking) {
        Instant now = now();
        Instant since = Undo.since(now);
        Optional<Creative> removed = store.removed(id, since);
        if (removed.isEmpty()) {
            // Asked for twice, or by two: it is there, which is what was wanted.
            return creatives.find(id);
        }
        if (!campaigns.exists(removed.get().campaignId())) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT,
                    "The campaign of creative " + id + " is removed as well; restore campaign "
                            + removed.get().campaignId() + " first.");
        }
        AuditNote note =
                AuditNote.of(asking, now, "creative.restored", subject(id), Map.of("after", hash(removed.get())));
        Optional<Creative> restored = store.restore(
                id,
                since,
                combine(
                        CreativeUpdates.seen(now),
                        CreativeUpdates.tell(
                                CreativeEvent.restored(id, now, asking.by().userId())),
                        AuditNotes.noting(note)));
        aftermath.changed(id);
        return restored.orElseGet(() -> creatives.find(id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static String subject(String id) {
        return "creative/" + id;
    }
}
