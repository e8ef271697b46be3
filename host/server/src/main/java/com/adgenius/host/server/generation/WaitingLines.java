package com.adgenius.host.server.generation;

import static java.util.Objects.requireNonNull;

import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.scope.TenantScope;
import com.adgenius.plugin.CreativeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Who waits for workers and whom they work for: of the tenant in scope as it is now, give or take a second; of the others as
 * it was at this node's last sweep.
 */
final class WaitingLines {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Supplier<List<Place>> open;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    /** Over what gives the open jobs of the tenant in scope. */
    WaitingLines(Supplier<List<Place>> open) {
        this.open = requireNonNull(open, "open is null");
    }

    /**
     * A job that waits or is worked on.
     *
     * @param id the creative's id
     * @param kind whose workers it is for
     * @param queuedAt when it began to wait
     * @param waits whether it still does
     */
    record Place(String id, CreativeKind kind, Instant queuedAt, boolean waits) {

        static Optional<Place> of(Job job) {
            CreativeStatus status = job.creative().status();
            return status.ended()
                    ? Optional.empty()
                    : Optional.of(new Place(
                            job.id(), job.creative().kind(), job.queuedAt(), status == CreativeStatus.QUEUED));
        }
    }

    /**
     * A tenant's line.
     *
     * @param waiting the ids of what waits, the oldest first
     * @param running how many are worked on
     */
    private record Line(Map<CreativeKind, List<String>> waiting, Map<CreativeKind, Integer> running, long until) {

        static Line of(List<Place> places) {
            Map<CreativeKind, List<String>> waiting = new EnumMap<>(CreativeKind.class);
            Map<CreativeKind, Integer> running = new EnumMap<>(CreativeKind.class);
            places.stream()
                    .sorted(Comparator.comparing(Place::queuedAt).thenComparing(Place::id))
                    .forEach(place -> {
                        if (place.waits()) {
                            waiting.computeIfAbsent(place.kind(), _ -> new ArrayList<>())
                                    .add(place.id());
                        } else {
                            running.merge(place.kind(), 1, Integer::sum);
                        }
                    });
            return new Line(waiting, running, System.nanoTime() + FRESH.toNanos());
        }

        boolean fresh() {
            return until - System.nanoTime() > 0;
        }

        List<String> waiting(CreativeKind kind) {
            return waiting.getOrDefault(kind, List.of());
        }

        int running(CreativeKind kind) {
            return running.getOrDefault(kind, 0);
        }
    }

    /**
     * What is before a job.
     *
     * @param waiting the jobs whose turn is before its own
     * @param running the jobs that are worked on
     */
    record Ahead(int waiting, int running) {}

    /** The open jobs of the tenant in scope were just read. */
    void saw(List<Place> places) {
        lines.put(TenantScope.current().slug(), Line.of(places));
    }

    /** Forgets every tenant but these. */
    void keep(Set<String> tenants) {
        lines.keySet().retainAll(tenants);
    }

    /**
     * What is before that job of the tenant in scope; before one that waits nowhere yet, all that does. Tenants take turns,
     * so that of another tenant's jobs no more are before the tenant's third than three.
     */
    Ahead ahead(CreativeKind kind, String id) {
        String tenant = TenantScope.current().slug();
        Line own = own(tenant, kind, id);
        int place = own.waiting(kind).indexOf(id);
        int before = place < 0 ? own.waiting(kind).size() : place;
        int others = 0;
        int running = own.running(kind);
        for (Map.Entry<String, Line> line : lines.entrySet()) {
            if (!line.getKey().equals(tenant)) {
                others += Math.min(line.getValue().waiting(kind).size(), before + 1);
                running += line.getValue().running(kind);
            }
        }
        return new Ahead(before + others, running);
    }

    private Line own(String tenant, CreativeKind kind, String id) {
        Line known = lines.get(tenant);
        if (known != null && known.fresh() && known.waiting(kind).contains(id)) {
            return known;
        }
        Line read = Line.of(open.get());
        lines.put(tenant, read);
        return read;
    }
}
