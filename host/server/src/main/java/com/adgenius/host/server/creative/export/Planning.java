package com.adgenius.host.server.creative.export;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.campaign.Campaigns;
import com.adgenius.host.server.creative.Approval;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeAsset;
import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import com.adgenius.host.server.creative.export.ExportPlan.Checked;
import com.adgenius.host.server.creative.export.ExportPlan.Folder;
import com.adgenius.host.server.creative.export.ExportPlan.Item;
import com.adgenius.host.server.creative.export.ExportPlan.LeftOut;
import com.adgenius.host.server.creative.export.ExportPlan.Reason;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.plugin.Generator;
import com.adgenius.plugin.Format;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides what of some creatives is exported: all is found out before the first byte is sent. */
final class Planning {

    private final MediaStore media;
    private final Campaigns campaigns;
    private final List<Generator> generators;
    private final boolean approvedOnly;
    private final List<Folder> folders = new ArrayList<>();
    private final List<Checked> checks = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    /**
     * For one export.
     *
     * @param generators which know the limits of their formats
     * @param approvedOnly whether only what is approved is exported
     */
    Planning(MediaStore media, Campaigns campaigns, List<Generator> generators, boolean approvedOnly) {
        this.media = requireNonNull(media, "media is null");
        this.campaigns = requireNonNull(campaigns, "campaigns is null");
        this.generators = List.copyOf(generators);
        this.approvedOnly = approvedOnly;
    }

    ExportPlan plan(List<Creative> creatives) {
        creatives.forEach(this::add);
        return new ExportPlan(folders, checks, leftOut);
    }

    private void add(Creative creative) {
        if (creative.result().isEmpty()) {
            leftOut.add(LeftOut.whole(
                    creative,
                    Reason.NOT_READY,
                    "is " + creative.status().value() + "; only what is ready is exported"));
            return;
        }
        Optional<Approval.Status> decided = creative.approval().map(Approval::status);
        if (approvedOnly && decided.filter(Approval.Status.APPROVED::equals).isEmpty()) {
            leftOut.add(LeftOut.whole(
                    creative,
                    Reason.NOT_APPROVED,
                    "is not approved as it is now ("
                            + decided.map(Approval.Status::value).orElse("none")
                            + "), and the tenant exports approved creatives only"));
            return;
        }
        List<Item> items = creative.result().get().assets().stream()
                .flatMap(asset -> item(creative, asset).stream())
                .toList();
        if (!items.isEmpty()) {
            folders.add(
                    new Folder(creative, campaigns.name(creative.campaignId()).orElse(creative.campaignId()), items));
        }
    }

    private Optional<Item> item(Creative creative, CreativeAsset asset) {
        Optional<Format> format = format(creative, asset.format());
        if (format.isEmpty()) {
            leftOut.add(LeftOut.file(
                    creative,
                    asset,
                    Reason.LIMITS_UNKNOWN,
                    "has limits that are not known: no plugin with this format is installed"));
            return Optional.empty();
        }
        return switch (asset) {
            case Copy copy -> checked(creative, asset, CopySpec.findings(format.get(), copy), Optional.empty());
            case MediaAsset picture -> media(creative, picture, format.get());
        };
    }

    private Optional<Item> media(Creative creative, MediaAsset asset, Format format) {
        Optional<Marking> marking = Marking.of(asset.mediaType());
        if (marking.isEmpty()) {
            leftOut.add(LeftOut.file(
                    creative,
                    asset,
                    Reason.NO_SOURCE_TYPE,
                    "is " + asset.mediaType() + ", into which no digital source type can be written; PNG, JPEG and MP4"
                            + " can hold it"));
            return Optional.empty();
        }
        Marking.Pixels pixels;
        try {
            pixels = marking.get()
                    .look(offset -> media.open(asset.mediaId(), offset), asset.size())
                    .orElse(new Marking.Pixels(asset.width(), asset.height()));
        } catch (UnmarkableException e) {
            leftOut.add(LeftOut.file(creative, asset, Reason.DAMAGED, String.valueOf(e.getMessage())));
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("Media " + asset.mediaId() + " that is known cannot be read", e);
        }
        MediaSpec spec =
                new MediaSpec(asset.size() + marking.get().growth(), pixels.width(), pixels.height(), asset.duration());
        return checked(creative, asset, spec.findings(format), marking);
    }

    private Optional<Item> checked(
            Creative creative, CreativeAsset asset, List<Finding> findings, Optional<Marking> marking) {
        List<Finding> failed = findings.stream().filter(Finding::failed).toList();
        checks.add(new Checked(
                creative.id(),
                ExportPlan.fileName(creative.id(), asset),
                asset.format(),
                asset.variant(),
                failed.isEmpty(),
                findings));
        if (!failed.isEmpty()) {
            leftOut.add(LeftOut.file(
                    creative,
                    asset,
                    Reason.OVER_LIMIT,
                    failed.stream().map(Finding::reason).collect(Collectors.joining("; "))));
            return Optional.empty();
        }
        return Optional.of(Item.of(creative.id(), asset, marking));
    }

    /** Of the plugin that made it, where that is still here; otherwise of another for the same place. */
    private Optional<Format> format(Creative creative, String id) {
        return generators.stream()
                .filter(generator -> generator.kind() == creative.kind())
                .sorted((a, b) -> Boolean.compare(
                        b.pluginId().equals(creative.generator()), a.pluginId().equals(creative.generator())))
                .flatMap(generator -> generator.format(id).stream())
                .findFirst();
    }
}
