package com.adgenius.host.embedded.qdrant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;

/**
 * Builds graphs beside the writing, as Qdrant's optimizer does. What is flushed has no graph and is compared vector by
 * vector; when such segments together are as large as a graph is worth, one merge makes them into one that has it. What
 * is written meanwhile waits for the next such merge, so that a quick import builds few large graphs, not many small
 * ones that are built again.
 */
final class GraphMerging extends FilterMergePolicy {

    private static final String SOURCE = "source";
    private static final String FLUSH = "flush";

    private final int fewest;
    private final AtomicLong ended = new AtomicLong();

    /**
     * Merges for some collection.
     *
     * @param fewest points of a segment that has a graph; {@link Integer#MAX_VALUE} where none has
     */
    GraphMerging(int fewest) {
        super(new TieredMergePolicy());
        this.fewest = fewest;
    }

    @Override
    public MergeSpecification findMerges(MergeTrigger trigger, SegmentInfos segments, MergeContext context)
            throws IOException {
        if (trigger == MergeTrigger.MERGE_FINISHED) {
            ended.incrementAndGet();
        }
        MergeSpecification found = new MergeSpecification();
        boolean building = points(context.getMergingSegments(), context) >= fewest;
        MergeSpecification proposed = super.findMerges(trigger, segments, context);
        if (proposed != null) {
            for (MergePolicy.OneMerge merge : proposed.merges) {
                boolean builds = points(merge.segments, context) >= fewest;
                if (!builds || !building) {
                    found.add(merge);
                    building |= builds;
                }
            }
        }
        if (!building) {
            List<SegmentCommitInfo> without = withoutGraph(segments, context, found);
            if (points(without, context) >= fewest) {
                found.add(new OneMerge(without));
            }
        }
        return found.merges.isEmpty() ? null : found;
    }

    /** Those that who reads or commits would wait for: none that builds a graph. */
    @Override
    public MergeSpecification findFullFlushMerges(MergeTrigger trigger, SegmentInfos segments, MergeContext context)
            throws IOException {
        MergeSpecification proposed = super.findFullFlushMerges(trigger, segments, context);
        if (proposed == null) {
            return null;
        }
        MergeSpecification found = new MergeSpecification();
        for (MergePolicy.OneMerge merge : proposed.merges) {
            if (points(merge.segments, context) < fewest) {
                found.add(merge);
            }
        }
        return found.merges.isEmpty() ? null : found;
    }

    /** How many merges have ended. */
    long ended() {
        return ended.get();
    }

    private List<SegmentCommitInfo> withoutGraph(
            SegmentInfos segments, MergeContext context, MergeSpecification chosen) {
        List<SegmentCommitInfo> without = new ArrayList<>();
        for (SegmentCommitInfo segment : segments) {
            boolean taken = context.getMergingSegments().contains(segment)
                    || chosen.merges.stream().anyMatch(merge -> merge.segments.contains(segment));
            if (!taken && !mayHaveGraph(segment)) {
                without.add(segment);
            }
        }
        return without;
    }

    private boolean mayHaveGraph(SegmentCommitInfo segment) {
        return segment.info.maxDoc() >= fewest
                && !FLUSH.equals(segment.info.getDiagnostics().get(SOURCE));
    }

    private static long points(Iterable<SegmentCommitInfo> segments, MergeContext context) {
        long points = 0;
        for (SegmentCommitInfo segment : segments) {
            points += segment.info.maxDoc() - context.numDeletedDocs(segment);
        }
        return points;
    }
}
