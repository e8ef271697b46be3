package com.adgenius.host.server.campaign;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.scope.Asking;
import com.adgenius.host.server.storage.TenantDatabase;
import com.adgenius.host.server.storage.TimeOrderedId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What can be done with the campaigns of the tenant in scope. */
public final class CampaignEditing {

    /** The types of the events that tell tenants of their campaigns. */
    public static final List<String> EVENT_TYPES = CampaignEvent.TYPES;

    private static final System.Logger LOG = System.getLogger(CampaignEditing.class.getName());
    private static final int ATTEMPTS = 5;
    private static final int PURGES = 100;

    private final CampaignStore store;
    private final AuditNotes notes;
    private final EventLogs events;
    private final CampaignContents contents;
    private final CampaignSummaries summaries;
    private final Clock clock;

    /**
     * Over the tenants' databases.
     *
     * @param contents what campaigns hold
     */
    public CampaignEditing(
            TenantDatabase database,
            AuditLog audit,
            EventLogs events,
            CampaignContents contents,
            CampaignSummaries summaries,
            Clock clock) {
        this.store = new CampaignStore(database);
        this.notes = new AuditNotes(database, CampaignDocuments.COLLECTION, audit);
        this.events = requireNonNull(events, "events is null");
        this.contents = requireNonNull(contents, "contents is null");
        this.summaries = requireNonNull(summaries, "summaries is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    CampaignStore store() {
        return store;
    }

    /** The campaign of that id; {@link ProblemCode#NOT_FOUND} where the tenant has none. */
    Campaign find(String id) {
        return store.find(id).orElseThrow(() -> missing(id));
    }

    private static ProblemException missing(String id) {
        return ProblemException.notFound("campaign", id);
    }

    Campaign create(Campaign.Content content, Asking asking) {
        Instant now = now();
        Campaign campaign = new Campaign(
                TimeOrderedId.next(),
                1,
                false,
                content,
                asking.by().userId(),
                new Campaign.Times(now, now, Optional.empty()));
        store.insert(
                campaign,
                change(CampaignEvent.CREATED, campaign.id(), 1, asking, List.of(), Map.of("after", content.hash())));
        tell(campaign.id());
        return campaign;
    }

    /** Changes the campaign, unless it has another revision by now; a patch that changes nothing is no change. */
    Campaign change(String id, long revision, CampaignPatch patch, Asking asking) {
        Campaign before = find(id);
        requireRevision(before, revision);
        Campaign.Content content = patch.applied(before.content());
        List<String> changed = changed(before.content(), content);
        if (changed.isEmpty()) {
            return before;
        }
        Campaign after = store.change(
                        before,
                        content,
                        change(
                                CampaignEvent.UPDATED,
                                id,
                                revision + 1,
                                asking,
                                changed,
                                Map.of(
                                        "changed", String.join(",", changed),
                                        "before", before.content().hash(),
                                        "after", content.hash())))
                .orElseThrow(() -> stale(id));
        tell(id);
        return after;
    }

    private static List<String> changed(Campaign.Content before, Campaign.Content after) {
        Map<String, Boolean> same = new LinkedHashMap<>();
        same.put("name", before.name().equals(after.name()));
        same.put("objective", before.objective().equals(after.objective()));
        same.put("start_date", before.startDate().equals(after.startDate()));
        same.put("end_date", before.endDate().equals(after.endDate()));
        same.put("budget", before.budget().equals(after.budget()));
        List<String> changed = new ArrayList<>(same.keySet());
        changed.removeIf(same::get);
        return changed;
    }

    /** Removes the campaign with all it holds; what is being made is cancelled. */
    void remove(String id, OptionalLong revision, Asking asking) throws InterruptedException {
        if (find(id).drafts()) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT,
                    "\"Drafts\" holds the creatives without a campaign, so it cannot be removed.");
        }
        if (store.removedNow() >= Campaigns.REMOVED_LIMIT) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT,
                    Campaigns.REMOVED_LIMIT + " campaigns are removed and not gone yet; they go " + Undo.WINDOW.toDays()
                            + " days after they were removed.");
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Campaign before = find(id);
            revision.ifPresent(seen -> requireRevision(before, seen));
            Map<String, String> hashes = Map.of("before", before.content().hash());
            if (store.remove(
                            before, change(CampaignEvent.DELETED, id, before.revision() + 1, asking, List.of(), hashes))
                    .isPresent()) {
                contents.cancel(id);
                tell(id);
                return;
            }
        }
        throw busy(id);
    }

    /** Brings back a campaign that was removed within {@link Undo#WINDOW}, with all it held. */
    Campaign restore(String id, Asking asking) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instant since = Undo.since(now());
            Optional<Campaign> removed = store.removed(id, since);
            if (removed.isEmpty()) {
                // Asked for twice, or by two: it is there, which is what was wanted.
                return find(id);
            }
            Campaign before = removed.get();
            Map<String, String> hashes = Map.of("after", before.content().hash());
            Optional<Campaign> restored = store.restore(
                    before,
                    since,
                    change(CampaignEvent.RESTORED, id, before.revision() + 1, asking, List.of(), hashes));
            if (restored.isPresent()) {
                tell(id);
                return restored.get();
            }
        }
        throw busy(id);
    }

    private static ProblemException busy(String id) {
        return ProblemException.of(ProblemCode.CONFLICT, "Campaign " + id + " is being changed by others; ask again.")
                .header("Retry-After", "1");
    }

    private static void requireRevision(Campaign campaign, long revision) {
        if (campaign.revision() != revision) {
            throw stale(campaign.id());
        }
    }

    private static ProblemException stale(String id) {
        return ProblemException.of(
                ProblemCode.STALE,
                "Campaign " + id + " was changed meanwhile. Read it again and send your change with its ETag.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private CampaignStore.Change change(
            String type, String id, long revision, Asking asking, List<String> changed, Map<String, String> details) {
        Instant now = now();
        return new CampaignStore.Change(
                now,
                CampaignEvent.of(type, id, now, revision, asking.by().userId(), changed),
                AuditNote.of(asking, now, type, "campaign/" + id, details));
    }

    /** The change is stored: what fails from here on is made good by {@link #tidy}. */
    private void tell(String id) {
        summaries.changed();
        try {
            publish(id);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "What changed of campaign " + id + " is told later", e);
        }
    }

    private void publish(String id) {
        for (CampaignEvent event : store.outbox(id)) {
            append(event);
            store.published(id, event);
        }
        notes.deliver(id);
    }

    private void append(CampaignEvent event) {
        events.forTenant().append(event.id(), event.type(), CampaignEvent.VERSION, event.time(), event.data());
    }

    /** Creates the index in the database of the tenant in scope; idempotent. */
    public void provision() {
        notes.provision();
    }

    /**
     * Tells of changes of the tenant in scope whose telling was cut off, and lets go of campaigns that were removed long
     * ago, with all they held.
     */
    public void tidy() throws InterruptedException {
        notes.waiting().forEach(this::publish);
        Instant over = Undo.over(now());
        for (String id : store.over(over, PURGES)) {
            if (contents.purge(id)) {
                CampaignEvent purged = CampaignEvent.purged(id, now());
                append(purged);
                notes.record(new AuditNote(
                        purged.id(), now(), AuditNote.HOST, "", purged.type(), "campaign/" + id, Map.of()));
                store.purge(id, over);
            }
        }
    }
}
