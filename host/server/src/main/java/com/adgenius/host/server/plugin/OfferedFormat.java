package com.adgenius.host.server.plugin;

import com.adgenius.plugin.CreativeKind;
import com.adgenius.plugin.Format;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A format with the kinds that it takes.
 *
 * @param id for instance {@code meta_feed_1x1}
 * @param kinds what can be made for it, for instance {@code image} and {@code video}
 * @param platform for instance {@code meta}
 * @param title for people
 * @param limits the platform's limits for each kind, as JSON values
 * @param source where the limits were read
 * @param checked the day they were read
 */
public record OfferedFormat(
        String id,
        List<String> kinds,
        String platform,
        String title,
        Map<String, Object> limits,
        String source,
        LocalDate checked) {

    public OfferedFormat {
        kinds = List.copyOf(kinds);
        limits = Map.copyOf(limits);
    }

    /** The formats of these generators, each once, by id. The first generator that offers a format for a kind describes it. */
    static List<OfferedFormat> merge(List<Generator> generators) {
        Map<String, Map<CreativeKind, Format>> byId = new TreeMap<>();
        for (Generator generator : generators) {
            for (Format format : generator.formats()) {
                byId.computeIfAbsent(format.id(), _ -> new LinkedHashMap<>()).putIfAbsent(generator.kind(), format);
            }
        }
        return byId.values().stream().map(OfferedFormat::of).toList();
    }

    private static OfferedFormat of(Map<CreativeKind, Format> byKind) {
        Set<CreativeKind> kinds = EnumSet.copyOf(byKind.keySet());
        Format first = byKind.get(kinds.iterator().next());
        Map<String, Object> limits = new LinkedHashMap<>();
        kinds.forEach(kind -> limits.put(kind.value(), byKind.get(kind).limits()));
        return new OfferedFormat(
                first.id(),
                kinds.stream().map(CreativeKind::value).toList(),
                first.platform(),
                first.title(),
                limits,
                first.source(),
                byKind.values().stream()
                        .map(Format::checked)
                        .min(LocalDate::compareTo)
                        .orElseThrow());
    }
}
