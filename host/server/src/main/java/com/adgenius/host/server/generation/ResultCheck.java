package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeAsset;
import com.adgenius.host.server.media.Media;
import com.adgenius.host.server.media.MediaStore;
import com.adgenius.host.server.storage.JsonValues;
import com.adgenius.plugin.Asset;
import com.adgenius.plugin.Blob;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.GenerationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks what a generator gave, whatever the generator promised: one asset for each format and variant that was asked
 * for, of the right kind, and media that this very generation stored.
 */
final class ResultCheck {

    private static final int TEXT_LIMIT = 200_000;
    private static final int DESCRIPTION_LIMIT = 5_000;
    private static final int TAG_LIMIT = 50;
    private static final int TAG_LENGTH = 100;
    private static final int TEMPLATE_LIMIT = 20;
    private static final int PARAMETERS_LIMIT = 20_000;

    private final MediaStore media;

    ResultCheck(MediaStore media) {
        this.media = requireNonNull(media, "media is null");
    }

    /** What a generator gave breaks a rule. */
    static final class InvalidResultException extends Exception {

        private static final long serialVersionUID = 1L;

        InvalidResultException(String message) {
            super(message);
        }
    }

    /**
     * The assets as they are stored, in the order of the formats asked for and the variants.
     *
     * @param variants how many each format must have
     */
    List<CreativeAsset> assets(Creative creative, GenerationResult result, int variants) throws InvalidResultException {
        requireOrigin(result);
        require(result.engineeredPrompt().length() <= TEXT_LIMIT, "the engineered prompt is too long");
        require(result.model().length() <= TAG_LENGTH, "the model's name is too long");
        require(
                result.tags().size() <= TAG_LIMIT
                        && result.tags().stream().allMatch(tag -> !tag.isBlank() && tag.length() <= TAG_LENGTH),
                "the tags are more than " + TAG_LIMIT + ", or one is empty or too long");
        Map<String, Asset> given = new LinkedHashMap<>();
        for (Asset asset : result.assets()) {
            String name = name(asset.format(), asset.variant());
            require(given.put(name, asset) == null, name + " is there twice");
        }
        List<CreativeAsset> assets = new ArrayList<>();
        for (String format : creative.order().formats()) {
            for (int variant = 1; variant <= variants; variant++) {
                Asset asset = given.remove(name(format, variant));
                require(asset != null, name(format, variant) + " is missing");
                assets.add(asset(creative, asset));
            }
        }
        require(given.isEmpty(), given.keySet() + " was not asked for");
        return assets;
    }

    private static void requireOrigin(GenerationResult result) throws InvalidResultException {
        require(
                result.templates().size() <= TEMPLATE_LIMIT
                        && result.templates().stream()
                                .allMatch(template -> template.id().length() <= TAG_LENGTH
                                        && template.version().length() <= TAG_LENGTH),
                "the templates are more than " + TEMPLATE_LIMIT + ", or a name is too long");
        try {
            require(JsonValues.text(result.parameters()).length() <= PARAMETERS_LIMIT, "the parameters are too long");
        } catch (IllegalArgumentException e) {
            throw new InvalidResultException("the parameters are no JSON values: " + e.getMessage());
        }
    }

    private CreativeAsset asset(Creative creative, Asset asset) throws InvalidResultException {
        String name = name(asset.format(), asset.variant());
        require(
                kind(asset) == creative.kind(),
                name + " is not of kind " + creative.kind().value());
        return switch (asset) {
            case Asset.Copy copy -> copy(name, copy);
            case Asset.Picture picture -> {
                Media stored = stored(creative, name, picture.blob(), "image/");
                yield media(
                        name,
                        picture,
                        stored,
                        picture.width(),
                        picture.height(),
                        Optional.empty(),
                        picture.description());
            }
            case Asset.Video video -> {
                Media stored = stored(creative, name, video.blob(), "video/");
                require(video.duration().isPositive(), name + " has no length");
                yield media(
                        name,
                        video,
                        stored,
                        video.width(),
                        video.height(),
                        Optional.of(video.duration()),
                        video.description());
            }
        };
    }

    private static CreativeKind kind(Asset asset) {
        return switch (asset) {
            case Asset.Copy _ -> CreativeKind.TEXT;
            case Asset.Picture _ -> CreativeKind.IMAGE;
            case Asset.Video _ -> CreativeKind.VIDEO;
        };
    }

    private static CreativeAsset copy(String name, Asset.Copy copy) throws InvalidResultException {
        int length = 0;
        for (Map.Entry<String, List<String>> field : copy.fields().entrySet()) {
            require(!field.getKey().isBlank() && !field.getValue().isEmpty(), name + " has an empty field");
            length += field.getKey().length()
                    + field.getValue().stream().mapToInt(String::length).sum();
        }
        require(length > 0, name + " is empty");
        require(length <= TEXT_LIMIT, name + " has " + length + " characters; at most " + TEXT_LIMIT);
        return new CreativeAsset.Copy(copy.format(), copy.variant(), copy.fields());
    }

    private static CreativeAsset media(
            String name,
            Asset asset,
            Media stored,
            int width,
            int height,
            Optional<Duration> duration,
            String description)
            throws InvalidResultException {
        require(width > 0 && height > 0, name + " has no size");
        require(description.length() <= DESCRIPTION_LIMIT, "the description of " + name + " is too long");
        return new CreativeAsset.MediaAsset(
                asset.format(),
                asset.variant(),
                stored.id(),
                stored.mediaType(),
                stored.size(),
                stored.sha256(),
                width,
                height,
                duration,
                description);
    }

    private Media stored(Creative creative, String name, Blob blob, String type) throws InvalidResultException {
        Media stored = media.find(blob.id())
                .filter(found -> creative.id().equals(found.labels().get(TenantContexts.CREATIVE_LABEL)))
                .orElseThrow(() ->
                        new InvalidResultException("the media of " + name + " were not stored by this generation"));
        require(stored.mediaType().startsWith(type), name + " is " + stored.mediaType() + ", not " + type + "…");
        require(stored.size() > 0, name + " has no bytes");
        return stored;
    }

    private static String name(String format, int variant) {
        return format + " variant " + variant;
    }

    private static void require(boolean holds, String message) throws InvalidResultException {
        if (!holds) {
            throw new InvalidResultException(message);
        }
    }
}
