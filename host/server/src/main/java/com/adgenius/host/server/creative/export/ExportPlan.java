package com.adgenius.host.server.creative.export;

import com.adgenius.host.server.creative.Creative;
import com.adgenius.host.server.creative.CreativeAsset;
import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What goes into an export, and what does not.
 *
 * @param creatives those with something that is exported, in the order that they were asked for
 * @param checks every file that was held against limits, exported or not
 * @param leftOut what is not exported
 */
record ExportPlan(List<Folder> creatives, List<Checked> checks, List<LeftOut> leftOut) {

    private static final int SLUG = 40;

    ExportPlan {
        creatives = List.copyOf(creatives);
        checks = List.copyOf(checks);
        leftOut = List.copyOf(leftOut);
    }

    /** The bytes of all media, as they are at most exported. */
    long bytes() {
        return creatives.stream()
                .flatMap(folder -> folder.items().stream())
                .mapToLong(Item::bytes)
                .sum();
    }

    /**
     * What is exported of a creative.
     *
     * @param creative as it is now
     * @param campaign the name of its campaign
     * @param items its files
     */
    record Folder(Creative creative, String campaign, List<Item> items) {

        Folder {
            items = List.copyOf(items);
        }

        /** The folder's name: the creative's where it can be, and always its id. */
        String path() {
            String plain = Normalizer.normalize(creative.name(), Normalizer.Form.NFKD)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("\\p{M}+", "")
                    .replaceAll("[^a-z0-9]+", "-");
            String slug = plain.substring(0, Math.min(SLUG, plain.length())).replaceAll("^-+|-+$", "");
            return "creatives/" + (slug.isEmpty() ? "" : slug + "-") + creative.id() + "/";
        }
    }

    /**
     * One file.
     *
     * @param asset what it holds
     * @param file its name, which no other file of the zip has: importers know files by names alone
     * @param marking how its digital source type gets into it; empty for copy
     */
    record Item(CreativeAsset asset, String file, Optional<Marking> marking) {

        static Item of(String creative, CreativeAsset asset, Optional<Marking> marking) {
            return new Item(asset, fileName(creative, asset), marking);
        }

        long bytes() {
            return asset instanceof MediaAsset media
                    ? media.size() + marking.map(Marking::growth).orElse(0)
                    : 0;
        }
    }

    static String fileName(String creative, CreativeAsset asset) {
        String extension = switch (asset) {
            case CreativeAsset.Copy _ -> "txt";
            case MediaAsset media -> {
                String subtype = media.mediaType().substring(media.mediaType().indexOf('/') + 1);
                yield subtype.equals("jpeg") ? "jpg" : subtype.replaceAll("[^a-z0-9]", "");
            }
        };
        return creative + "-" + asset.format().replaceAll("[^A-Za-z0-9_.]", "_") + "-" + asset.variant() + "."
                + extension;
    }

    /**
     * A file that was held against its format's limits.
     *
     * @param creativeId the creative's id
     * @param file the file's name
     * @param format the format's id
     * @param variant from 1
     * @param exported whether it is in the zip
     * @param findings one for each limit
     */
    record Checked(
            String creativeId, String file, String format, int variant, boolean exported, List<Finding> findings) {

        Checked {
            findings = List.copyOf(findings);
        }
    }

    /** Why something is not exported. */
    enum Reason {
        /** The creative is not finished. */
        NOT_READY,
        /** The tenant exports what is approved alone. */
        NOT_APPROVED,
        /** Nothing that serves here knows the format's limits. */
        LIMITS_UNKNOWN,
        /** It is over a limit at which the platform refuses. */
        OVER_LIMIT,
        /** Its digital source type cannot be written into files of its media type. */
        NO_SOURCE_TYPE,
        /** Its file is damaged, or not what its media type says. */
        DAMAGED;

        @JsonValue
        String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is not exported: a creative, or one file of it.
     *
     * @param creativeId the creative's id
     * @param format the format's id; empty where it is the whole creative
     * @param variant from 1; empty where it is the whole creative
     * @param code why, for programs
     * @param reason why, for people
     */
    record LeftOut(String creativeId, Optional<String> format, Optional<Integer> variant, Reason code, String reason) {

        static LeftOut whole(Creative creative, Reason code, String reason) {
            return new LeftOut(creative.id(), Optional.empty(), Optional.empty(), code, reason);
        }

        static LeftOut file(Creative creative, CreativeAsset asset, Reason code, String reason) {
            return new LeftOut(creative.id(), Optional.of(asset.format()), Optional.of(asset.variant()), code, reason);
        }

        String words() {
            return format.map(id -> id + " " + variant.map(String::valueOf).orElse("") + " ")
                            .orElse("")
                    + reason;
        }
    }
}
