package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.audit.AuditLog;
import com.adgenius.host.server.audit.AuditNote;
import com.adgenius.host.server.audit.AuditNotes;
import com.adgenius.host.server.campaign.Undo;
import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.event.EventLogs;
import com.adgenius.host.server.media.Media;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.storage.TenantDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What follows once a change of a creative of the tenant in scope is stored: it is told and audited, and in the end a
 * removed creative goes for good. Each step has the effect of one however often it is done; what was cut off is done by
 * {@link #tidy}.
 */
public final class CreativeAftermath {

    private static final System.Logger LOG = System.getLogger(CreativeAftermath.class.getName());
    private static final int PURGES = 100;

    private final CreativeStore store;
    private final CreativeVersions versions;
    private final AuditNotes notes;
    private final EventLogs events;
    private final MediaStore media;
    private final JobQueue queue;
    private final Runnable noticed;
    private final Clock clock;

    /**
     * Over the tenants' databases.
     *
     * @param noticed told before anybody else is that a creative of the tenant in scope is another now
     */
    public CreativeAftermath(
            TenantDatabase database,
            CreativeStore store,
            AuditLog audit,
            EventLogs events,
            MediaStore media,
            JobQueue queue,
            Runnable noticed,
            Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.versions = new CreativeVersions(database);
        this.notes = new AuditNotes(database, CreativeDocuments.COLLECTION, audit);
        this.events = requireNonNull(events, "events is null");
        this.media = requireNonNull(media, "media is null");
        this.queue = requireNonNull(queue, "queue is null");
        this.noticed = requireNonNull(noticed, "noticed is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Creates the indexes in the database of the tenant in scope; idempotent. */
    public void provision() {
        versions.provision();
        notes.provision();
    }

    CreativeVersions versions() {
        return versions;
    }

    /** A change is stored whose event is told by whoever ends the job. */
    public void noted(String id) {
        try {
            noticed.run();
            notes.deliver(id);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "What was done to creative " + id + " is audited later", e);
        }
    }

    /** A change is stored. */
    void changed(String id) {
        noted(id);
        try {
            queue.settle(id);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "What changed of creative " + id + " is told later", e);
        }
    }

    /** Ends a creative whose campaign is removed. */
    void cancel(String id) {
        AuditNote note = new AuditNote(
                "creative.cancelled:" + id + ":" + clock.millis(),
                clock.instant(),
                AuditNote.HOST,
                "",
                "creative.cancelled",
                CreativeEdits.subject(id),
                Map.of("because", "its campaign was removed"));
        if (store.cancel(id, note).isPresent()) {
            queue.ended(id);
            changed(id);
        }
    }

    /** Tells of changes whose telling was cut off, and lets go of creatives that were removed long ago. */
    public void tidy() throws InterruptedException {
        for (String id : notes.waiting()) {
            queue.settle(id);
            notes.deliver(id);
        }
        for (String id : store.over(Undo.over(clock.instant()), PURGES)) {
            purge(id);
        }
    }

    /**
     * Removes a creative for good, with its media and its versions.
     *
     * @return whether it is gone; not while something is left to do for its job
     */
    boolean purge(String id) throws InterruptedException {
        if (!queue.settle(id)) {
            return false;
        }
        List<Media> made = media.labelled(TenantContexts.CREATIVE_LABEL, id);
        made.forEach(piece -> media.delete(piece.id()));
        if (made.size() == MediaStore.LIST_LIMIT) {
            return false;
        }
        versions.purge(id);
        notes.deliver(id);
        CreativeEvent purged = CreativeEvent.purged(id, clock.instant());
        events.forTenant().append(purged.id(), purged.type(), CreativeEvent.VERSION, purged.time(), purged.data());
        notes.record(new AuditNote(
                purged.id(), purged.time(), AuditNote.HOST, "", purged.type(), CreativeEdits.subject(id), Map.of()));
        store.purge(id);
        return true;
    }
}
