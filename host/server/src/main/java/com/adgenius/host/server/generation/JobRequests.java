package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeAsset;
import com.adgenius.host.server.creative.CreativeOrder;
import com.adgenius.host.server.creative.Parent;
import com.adgenius.host.server.media.Media;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.plugin.Asset;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Brand;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.GenerationRequest;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.Variation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes a generator's request from what was asked for, with the brand of now. */
final class JobRequests {

    private final MediaStore media;
    private final Supplier<Brand> brands;

    JobRequests(MediaStore media, Supplier<Brand> brands) {
        this.media = requireNonNull(media, "media is null");
        this.brands = requireNonNull(brands, "brands is null");
    }

    GenerationRequest of(Creative creative) throws PluginException {
        CreativeOrder order = creative.order();
        List<Blob> references = new ArrayList<>();
        for (String id : order.referenceIds()) {
            Media reference = media.find(id)
                    .orElseThrow(() -> new PluginException(
                            FailureCode.INVALID_INPUT,
                            "The reference \"" + id + "\" was removed; ask again without it"));
            references.add(new Blob(reference.id(), reference.mediaType(), reference.size()));
        }
        Brief brief = new Brief(
                order.prompt(),
                order.audience(),
                order.segments(),
                order.tone(),
                order.style(),
                Locale.forLanguageTag(order.locale()),
                brands.get());
        return new GenerationRequest(
                creative.id(), brief, order.formats(), order.count(), references, order.options(), variation(order));
    }

    private Optional<Variation> variation(CreativeOrder order) throws PluginException {
        if (order.parent().isEmpty()) {
            return Optional.empty();
        }
        Parent parent = order.parent().get();
        List<Asset> assets = new ArrayList<>();
        for (CreativeAsset asset : parent.assets()) {
            assets.add(asset(asset));
        }
        return Optional.of(new Variation(parent.id(), parent.instruction(), assets));
    }

    private Asset asset(CreativeAsset asset) throws PluginException {
        return switch (asset) {
            case CreativeAsset.Copy copy -> new Asset.Copy(copy.format(), copy.variant(), copy.fields());
            case CreativeAsset.MediaAsset stored -> {
                Media found = media.find(stored.mediaId())
                        .orElseThrow(() -> new PluginException(
                                FailureCode.INVALID_INPUT,
                                "What this varies was removed for good meanwhile; ask for a new creative"));
                Blob blob = new Blob(found.id(), found.mediaType(), found.size());
                yield stored.duration().isPresent()
                        ? new Asset.Video(
                                stored.format(),
                                stored.variant(),
                                blob,
                                stored.width(),
                                stored.height(),
                                stored.duration().get(),
                                stored.description())
                        : new Asset.Picture(
                                stored.format(),
                                stored.variant(),
                                blob,
                                stored.width(),
                                stored.height(),
                                stored.description());
            }
        };
    }
}
