package com.adgenius.host.server.generation;

import static com.mongodb.client.model.Filters.eq;
import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.context.VideoJournal;
import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import com.adgenius.host.server.creative.CreativeProblem;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.media.Media;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.metering.TenantMetering;
import com.adgenius.host.server.storage.Await;
import com.adgenius.plugin.PluginException;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Does what is left to do for a job: its events are told, and once it has ended its video operations, its
 * reservation and its media. Each step has the effect of one however often it is done, so that whoever finds a job open
 * may go on with it.
 */
final class Settlement {

    private static final System.Logger LOG = System.getLogger(Settlement.class.getName());
    private static final int VIDEO_ATTEMPTS = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final JobStore store;
    private final Announcements announcements;
    private final TenantMetering metering;
    private final TenantContexts contexts;
    private final MediaStore media;
    private final Clock clock;

    Settlement(JobStore store, Announcements announcements, GenerationServices services) {
        this.store = requireNonNull(store, "store is null");
        this.announcements = requireNonNull(announcements, "announcements is null");
        this.metering = services.metering();
        this.contexts = services.contexts();
        this.media = services.media();
        this.clock = services.clock();
    }

    /** Goes as far as possible; whether nothing is left to do. */
    boolean settle(String id) throws InterruptedException {
        Job job = store.find(id).orElseThrow();
        announcements.publish(job);
        if (!job.creative().status().ended()) {
            return false;
        }
        if (!job.open()) {
            return true;
        }
        if (job.leased(clock.instant())) {
            // Its worker is still at it, and goes on here when it stopped.
            return false;
        }
        if (endVideos(job) && charge(job)) {
            sweepMedia(job);
            return store.close(job);
        }
        store.settleLater(job, clock.instant().plus(pause(job.settling().attempts())));
        return false;
    }

    boolean due(Job job, Instant now) {
        return Announcements.due(job)
                || job.creative().status().ended()
                        && job.settling().notBefore().filter(now::isBefore).isEmpty();
    }

    private static Duration pause(int attempts) {
        Duration pause = Duration.ofSeconds(5L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private boolean endVideos(Job job) throws InterruptedException {
        if (job.creative().status() == CreativeStatus.READY) {
            return true;
        }
        boolean ended = true;
        for (VideoJournal.Operation operation : job.operations()) {
            if (operation.handle().isPresent()) {
                ended &= endVideo(job, operation);
            }
        }
        return ended;
    }

    private boolean endVideo(Job job, VideoJournal.Operation operation) throws InterruptedException {
        try {
            contexts.cancelVideo(job.id(), operation);
        } catch (PluginException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Video \"" + operation.key() + "\" of creative " + job.id() + " was not cancelled: "
                            + e.getMessage());
            if (job.settling().attempts() < VIDEO_ATTEMPTS) {
                return false;
            }
        }
        Await.one(store.creatives()
                .updateOne(eq("_id", job.id()), Updates.pull("operations", eq("key", operation.key()))));
        return true;
    }

    private boolean charge(Job job) throws InterruptedException {
        if (job.creative().status() != CreativeStatus.READY) {
            return metering.refund(
                    job.reservationId(),
                    job.creative().problem().map(CreativeProblem::code).orElse("cancelled"));
        }
        boolean charged = metering.commit(job.reservationId(), job.usage());
        metering.untold(job.reservationId()).ifPresent(announcements::publish);
        return charged;
    }

    private void sweepMedia(Job job) {
        Set<String> kept = job.creative().result().stream()
                .flatMap(result -> result.assets().stream())
                .filter(MediaAsset.class::isInstance)
                .map(asset -> ((MediaAsset) asset).mediaId())
                .collect(Collectors.toSet());
        List<Media> stored = media.labelled(TenantContexts.CREATIVE_LABEL, job.id());
        stored.stream().map(Media::id).filter(id -> !kept.contains(id)).forEach(media::delete);
    }
}
