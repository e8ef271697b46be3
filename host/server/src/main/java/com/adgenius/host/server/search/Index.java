package com.adgenius.host.server.search;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a tenant's creatives are indexed.
 *
 * @param serving answers questions; empty before the first creative is indexed
 * @param filling will serve once all creatives are in it; empty unless the model changed
 * @param dropping collections that nobody needs any more
 * @param round where the comparison with MongoDB stands
 */
record Index(Optional<Target> serving, Optional<Filling> filling, List<String> dropping, Round round) {

    /** Nothing is indexed. */
    static final Index NONE = new Index(Optional.empty(), Optional.empty(), List.of(), Round.FIRST);

    Index {
        requireNonNull(serving, "serving is null");
        requireNonNull(filling, "filling is null");
        requireNonNull(round, "round is null");
        dropping = List.copyOf(dropping);
    }

    /** Where a change of a creative is written to. */
    List<Target> targets() {
        return Stream.concat(serving.stream(), filling.map(Filling::target).stream())
                .toList();
    }

    /**
     * A collection.
     *
     * @param collection its name
     * @param embedder whose vectors it holds
     */
    record Target(String collection, Embedder embedder) {

        Target {
            requireNonNull(collection, "collection is null");
            requireNonNull(embedder, "embedder is null");
        }
    }

    /**
     * A collection that is being filled.
     *
     * @param target the collection
     * @param after the creative that was last looked at; empty before the first
     * @param done creatives that were looked at
     * @param since when it began
     */
    record Filling(Target target, String after, long done, Instant since) {

        Filling {
            requireNonNull(target, "target is null");
            requireNonNull(after, "after is null");
            requireNonNull(since, "since is null");
        }
    }

    /**
     * A comparison of all creatives with all points, in parts.
     *
     * @param creative the creative that was last looked at; empty before the first
     * @param point the point that comes next; empty before the first
     * @param creativesDone whether all creatives were looked at
     * @param endedAt when the last comparison was complete; empty where none was
     */
    record Round(String creative, String point, boolean creativesDone, Optional<Instant> endedAt) {

        static final Round FIRST = new Round("", "", false, Optional.empty());

        Round {
            requireNonNull(creative, "creative is null");
            requireNonNull(point, "point is null");
            requireNonNull(endedAt, "endedAt is null");
        }

        /** Whether it is under way. */
        boolean begun() {
            return creativesDone || !creative.isEmpty();
        }
    }
}
