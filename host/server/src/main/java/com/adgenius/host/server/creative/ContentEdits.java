package com.adgenius.host.server.creative;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.CreativeAsset.Copy;
import com.adgenius.host.server.http.ProblemCode;
import com.adgenius.host.server.http.ProblemException;
import com.adgenius.host.server.http.Violations;
import com.adgenius.host.server.plugin.Generator;
import com.adgenius.host.server.plugin.GeneratorCatalog;
import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.Format;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What the content of a creative becomes by an edit. */
final class ContentEdits {

    /** As much as a generator may give for one format and variant. */
    private static final int TEXT_LIMIT = 200_000;

    private final GeneratorCatalog catalog;
    private final CreativeVersions versions;

    ContentEdits(GeneratorCatalog catalog, CreativeVersions versions) {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.versions = requireNonNull(versions, "versions is null");
    }

    /** The content after the patch; empty where the creative has none. */
    Optional<List<CreativeAsset>> content(Creative creative, CreativePatch patch) {
        if (patch.restoreVersion() != null) {
            // It was valid when it was written; what has become invalid since is for people to see.
            return Optional.of(versions.find(ready(creative), patch.restoreVersion())
                    .orElseThrow(() -> ProblemException.invalid(
                            "restore_version", "there is no such version; see the creative's history"))
                    .assets());
        }
        return patch.edits().isEmpty()
                ? creative.result().map(Creative.Result::assets)
                : Optional.of(edited(ready(creative), patch.edits()));
    }

    private static Creative ready(Creative creative) {
        if (creative.result().isEmpty()) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT,
                    "Creative " + creative.id() + " is " + creative.status().value()
                            + "; only the content of a ready one can be changed.");
        }
        return creative;
    }

    private List<CreativeAsset> edited(Creative creative, List<CopyEdit> edits) {
        if (creative.kind() != CreativeKind.TEXT) {
            throw ProblemException.invalid(
                    "content",
                    "only texts can be written anew, and this is a "
                            + creative.kind().value());
        }
        List<CreativeAsset> assets =
                new ArrayList<>(creative.result().orElseThrow().assets());
        Violations violations = new Violations();
        Set<Integer> edited = new HashSet<>();
        for (int i = 0; i < edits.size(); i++) {
            CopyEdit edit = edits.get(i);
            String place = "content[" + i + "]";
            int index = IntStream.range(0, assets.size())
                    .filter(number -> edit.isOf(assets.get(number)))
                    .findFirst()
                    .orElse(-1);
            if (index < 0) {
                violations.check(
                        false, place, "the creative has no \"" + edit.format() + "\" variant " + edit.number());
            } else if (!edited.add(index)) {
                violations.check(false, place, "is there twice");
            } else if (assets.get(index) instanceof Copy copy) {
                check(violations, place, creative, copy, edit.texts());
                assets.set(index, new Copy(copy.format(), copy.variant(), edit.texts()));
            }
        }
        violations.raise();
        return assets;
    }

    private void check(
            Violations violations, String place, Creative creative, Copy copy, Map<String, List<String>> texts) {
        CopyLimits.of(format(creative, copy.format()), copy).check(violations, place + ".fields", texts);
        long length = texts.values().stream()
                .flatMap(List::stream)
                .mapToLong(String::length)
                .sum();
        violations.check(
                length <= TEXT_LIMIT, place, "has " + length + " characters; at most " + TEXT_LIMIT + " are allowed");
    }

    /** The format as its generator's plugin describes it now, whether or not it is switched on for the tenant. */
    private Format format(Creative creative, String id) {
        return catalog.installed().stream()
                .filter(generator -> generator.pluginId().equals(creative.generator()))
                .filter(generator -> generator.kind() == creative.kind())
                .map((Generator generator) -> generator.format(id))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.CONFLICT,
                        "The limits of \"" + id + "\" are not known here now, because no plugin \""
                                + creative.generator() + "\" that makes it is loaded."));
    }
}
