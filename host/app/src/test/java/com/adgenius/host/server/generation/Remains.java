package com.adgenius.host.server.generation;

import com.adgenius.host.server.context.TenantContexts;
import com.adgenius.host.server.creative.CreativeStatus;
import com.adgenius.host.server.event.StoredEvent;
import com.adgenius.host.server.storage.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a cancelled creative leaves behind, though it should leave nothing.
 *
 * @param world holds it
 * @param filming the operations that their provider works on
 */
record Remains(GenerationWorld world, Set<String> filming) {

    private static final Set<String> ENDS = Set.of("creative.generated", "creative.failed", "creative.cancelled");

    /** In words, one for each thing that is left; for a world that made that creative alone. */
    List<String> of(String id) {
        List<String> left = new ArrayList<>();
        CreativeStatus status = world.read(id).status();
        if (status != CreativeStatus.CANCELLED) {
            left.add("the creative is " + status.value());
        }
        charges(id).stream()
                .filter(state -> !state.equals("refunded"))
                .forEach(state -> left.add("its charge is " + state));
        filming.forEach(handle -> left.add("an operation is not ended: " + handle));
        int media = world.inScope(() -> world.media.labelled(TenantContexts.CREATIVE_LABEL, id))
                .size();
        if (media > 0) {
            left.add(media + " pieces of media are left");
        }
        count(left, "media.chunks", "chunks");
        count(left, "media.unfinished", "notes of unfinished media");
        if (world.document(id).containsKey("open")) {
            left.add("something is left to do");
        }
        return left;
    }

    private void count(List<String> left, String collection, String what) {
        long count = world.inScope(
                () -> Await.one(world.database.collection(collection).countDocuments()));
        if (count > 0) {
            left.add(count + " " + what + " are left");
        }
    }

    /** The states of what was reserved for the creative. */
    List<String> charges(String id) {
        return world.usage().stream()
                .filter(usage -> id.equals(usage.getString("creative_id")))
                .map(usage -> usage.getString("state"))
                .toList();
    }

    /** The ends of the creative that the tenant was told of. */
    List<String> told(String id) {
        List<StoredEvent> events = world.inScope(() -> world.events.forTenant().after(0, 500));
        return events.stream()
                .filter(event ->
                        ENDS.contains(event.type()) && id.equals(event.data().get("id")))
                .map(StoredEvent::type)
                .toList();
    }
}
