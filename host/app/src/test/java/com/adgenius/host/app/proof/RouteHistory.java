package com.adgenius.host.app.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Judges which version may have answered a request, by the routes that were in force while it was under way.
 *
 * <p>A route is in force from the moment its PUT was sent until the PUT after it was answered. A canary is sticky: the
 * first answer that can only be explained by a canary decides for that version and tenant once and for all.
 */
final class RouteHistory {

    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final Map<String, Boolean> chosen = new ConcurrentHashMap<>();

    private record Change(long sent, AtomicLong answered, String stable, Optional<String> canary) {}

    /** A PUT of this route is about to be sent; times are those of one monotonic clock. */
    void sending(long now, String stable, Optional<String> canary) {
        changes.add(new Change(now, new AtomicLong(Long.MAX_VALUE), stable, canary));
    }

    /** The PUT that was sent last was answered: from now on no other route may be seen. */
    void answered(long now) {
        changes.getLast().answered().set(now);
    }

    /** Why the version may not have answered that tenant; empty when it may. */
    Optional<String> complaint(String tenant, String version, long sent, long received) {
        List<Change> inForce = inForce(sent, received);
        if (inForce.stream()
                .anyMatch(change ->
                        change.stable().equals(version) && change.canary().isEmpty())) {
            return Optional.empty();
        }
        List<Change> canaries =
                inForce.stream().filter(change -> change.canary().isPresent()).toList();
        for (Change change : canaries) {
            boolean asCanary = change.canary().get().equals(version);
            if (!asCanary && !change.stable().equals(version)) {
                continue;
            }
            if (inForce.size() > 1) {
                return Optional.empty();
            }
            boolean before = chosen.computeIfAbsent(change.canary().get() + " " + tenant, _ -> asCanary);
            return before == asCanary
                    ? Optional.empty()
                    : Optional.of(tenant + " changed sides of the canary "
                            + change.canary().get());
        }
        return Optional.of(version + " answered " + tenant + ", in force were " + inForce);
    }

    private List<Change> inForce(long sent, long received) {
        List<Change> found = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            long from = changes.get(i).sent();
            long until = i + 1 < changes.size() ? changes.get(i + 1).answered().get() : Long.MAX_VALUE;
            if (from <= received && sent <= until) {
                found.add(changes.get(i));
            }
        }
        return found;
    }
}
