package com.adgenius.host.server.creative;

import com.adgenius.host.server.creative.CreativeVersions.Version;
import com.adgenius.host.server.creative.HistoryBody.VersionBody;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What differs between two versions, field by field. */
@Schema(name = "VersionComparison")
record ComparisonBody(
        Side from,
        Side to,

        @Schema(
                description =
                        "The fields that differ, those of the brief first; empty where the versions are the same.")
        List<Difference> differences) {

    ComparisonBody {
        differences = List.copyOf(differences);
    }

    static ComparisonBody of(Creative one, Version from, Creative other, Version to) {
        Map<String, String> before = VersionFacts.of(one, from);
        Map<String, String> after = VersionFacts.of(other, to);
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        return new ComparisonBody(
                new Side(one.id(), VersionBody.of(one, from)),
                new Side(other.id(), VersionBody.of(other, to)),
                names.stream()
                        .map(name -> new Difference(name, text(before, name), text(after, name)))
                        .filter(difference -> !difference.from().equals(difference.to()))
                        .sorted(Comparator.comparing(Difference::isOfContent))
                        .toList());
    }

    private static Optional<String> text(Map<String, String> facts, String name) {
        return Optional.ofNullable(facts.get(name)).filter(text -> !text.isEmpty());
    }

    /** One of the two. */
    @Schema(name = "ComparedVersion")
    record Side(String creativeId, VersionBody version) {}

    /** One field that differs. */
    @Schema(name = "Difference")
    record Difference(
            @Schema(
                    description = "Which; content is named by format, variant and field.",
                    example = "content.google_rsa.1.headlines[0]")
            String field,

            @Schema(description = "Null where that version has none.", nullable = true)
            Optional<String> from,

            @Schema(description = "Null where that version has none.", nullable = true)
            Optional<String> to) {

        private boolean isOfContent() {
            return field.startsWith(VersionFacts.CONTENT);
        }
    }
}
