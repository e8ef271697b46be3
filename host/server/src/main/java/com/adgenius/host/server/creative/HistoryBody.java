package com.adgenius.host.server.creative;

import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.host.server.creative.CreativeAsset.MediaAsset;
import com.adgenius.host.server.creative.CreativeVersions.Version;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What happened to a creative, and the versions of its content. */
@Schema(name = "History")
record HistoryBody(
        @Schema(description = "What happened, oldest first; at most the last 100 events.")
        List<Happened> results,

        @Schema(description = "The versions of its content, the one of now first; at most 101.")
        List<VersionBody> versions,

        @Schema(description = "How version 1 was asked for, and by what it was made.")
        GenerationBody generation) {

    HistoryBody {
        results = List.copyOf(results);
        versions = List.copyOf(versions);
    }

    static HistoryBody of(Creative creative, List<CreativeEvent> events, List<Version> before) {
        return new HistoryBody(
                events.stream()
                        .map(event -> new Happened(event.id(), event.type(), event.time(), event.data()))
                        .toList(),
                Stream.concat(Version.of(creative).stream(), before.stream())
                        .map(version -> VersionBody.of(creative, version))
                        .toList(),
                GenerationBody.of(creative));
    }

    /** One thing that happened. */
    record Happened(String id, String type, Instant time, Map<String, Object> data) {}

    /** A version of the content, without it. */
    @Schema(name = "ContentVersion")
    record VersionBody(
            @Schema(description = "From 1, which was generated. Send it as restore_version to have it back.")
            int version,

            @Schema(description = "Names the content; equal hashes mean equal content.")
            String contentHash,

            @Schema(description = "Who wrote it, or asked for it to be generated; a user's id.")
            String by,

            @Schema(description = "Since when it was the content.")
            Instant at,

            @Schema(description = "Whether it is the content now.")
            boolean current) {

        static VersionBody of(Creative creative, Version version) {
            return new VersionBody(
                    version.number(),
                    ContentHash.of(version.assets()),
                    version.by(),
                    version.at(),
                    version.number() == creative.review().version());
        }
    }

    /** A version of the content with it. */
    @Schema(name = "ContentVersionDetail")
    record VersionDetail(VersionBody version, List<VersionAsset> content) {

        VersionDetail {
            content = List.copyOf(content);
        }

        static VersionDetail of(Creative creative, Version version) {
            return new VersionDetail(
                    VersionBody.of(creative, version),
                    version.assets().stream().map(VersionAsset::of).toList());
        }
    }

    /** What a version had for one format and variant. */
    record VersionAsset(
            String format,
            int variant,

            @Schema(
                    description = "Texts by the platform's name for them; null for a picture or a video.",
                    nullable = true)
            Optional<Map<String, List<String>>> fields,

            @Schema(description = "The SHA-256 of a picture or a video; null for copy.", nullable = true)
            Optional<String> sha256) {

        static VersionAsset of(CreativeAsset asset) {
            return switch (asset) {
                case Copy copy ->
                    new VersionAsset(copy.format(), copy.variant(), Optional.of(copy.fields()), Optional.empty());
                case MediaAsset media ->
                    new VersionAsset(media.format(), media.variant(), Optional.empty(), Optional.of(media.sha256()));
            };
        }
    }
}
