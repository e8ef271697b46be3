package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.StartFrom;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.NumericUtils;

/**
 * Reads points in the order of a number or a time of their payload, as the payload index of it says. A point with several
 * values comes once for each, one with none does not come; equals come in the order of their ids.
 */
final class PayloadOrder {

    private static final long NANOSECONDS_PER_MICROSECOND = 1_000;

    private final Kind kind;
    private final String field;
    private final boolean descending;
    private final long from;

    private PayloadOrder(Kind kind, String field, boolean descending, long from) {
        this.kind = kind;
        this.field = field;
        this.descending = descending;
        this.from = from;
    }

    /** The order that is asked for, of a collection that has the index for it. */
    static PayloadOrder of(OrderBy order, CollectionInfo collection) {
        PayloadPath path = PayloadPath.parse("order_by.key", order.getKey());
        PayloadSchemaInfo index =
                collection.getPayloadSchemaOrDefault(order.getKey(), PayloadSchemaInfo.getDefaultInstance());
        Kind kind = switch (index.getDataType()) {
            case Integer -> Kind.INTEGER;
            case Float -> Kind.NUMBER;
            case Datetime -> Kind.TIME;
            default ->
                throw Refusal.wrongInput("No range index for `order_by` key: `" + order.getKey()
                        + "`. Please create one to use `order_by`.");
        };
        String field = switch (kind) {
            case INTEGER -> PayloadTerms.orderedIntegers(path);
            case NUMBER -> PayloadTerms.orderedNumbers(path);
            case TIME -> PayloadTerms.orderedTimes(path);
        };
        boolean descending = order.getDirection() == Direction.Desc;
        long all = descending ? Long.MAX_VALUE : Long.MIN_VALUE;
        return new PayloadOrder(
                kind, field, descending, order.hasStartFrom() ? from(order.getStartFrom(), kind, descending) : all);
    }

    private static long from(StartFrom start, Kind kind, boolean descending) {
        return switch (start.getValueCase()) {
            case INTEGER ->
                kind == Kind.NUMBER ? sortable((double) start.getInteger()) : time(kind, start.getInteger());
            case FLOAT ->
                switch (kind) {
                    case NUMBER -> sortable(start.getFloat());
                    case INTEGER -> (long) (descending ? Math.floor(start.getFloat()) : Math.ceil(start.getFloat()));
                    case TIME -> throw notOfItsKind();
                };
            case TIMESTAMP ->
                time(
                        kind,
                        Instant.ofEpochSecond(
                                start.getTimestamp().getSeconds(),
                                start.getTimestamp().getNanos()));
            case DATETIME ->
                time(
                        kind,
                        PayloadTimes.parse(start.getDatetime())
                                .orElseThrow(() -> Refusal.invalid("order_by.start_from", "not a time")));
            case VALUE_NOT_SET -> throw Refusal.wrongInput("Malformed start_from: no value is set");
        };
    }

    private static long time(Kind kind, long given) {
        if (kind == Kind.TIME) {
            throw notOfItsKind();
        }
        return given;
    }

    private static long time(Kind kind, Instant given) {
        if (kind != Kind.TIME) {
            throw notOfItsKind();
        }
        return PayloadTerms.nanoseconds(given);
    }

    private static Refusal notOfItsKind() {
        return Refusal.invalid("order_by.start_from", "not of the kind that the payload index has");
    }

    private static long sortable(double number) {
        return NumericUtils.doubleToSortableLong(number);
    }

    /** The first of the points that the filter lets through. */
    List<Ordered> first(PointReader reader, Query filter, int limit) throws IOException {
        Comparator<Ordered> byValue = Comparator.comparingLong(Ordered::value);
        Comparator<Ordered> order = (descending ? byValue.reversed() : byValue)
                .thenComparing(ordered -> ordered.hit().key());
        PriorityQueue<Ordered> lastFirst = new PriorityQueue<>(order.reversed());
        FilteredLeaves leaves = new FilteredLeaves(reader.searcher(), filter);
        for (LeafReaderContext leaf : reader.searcher().getIndexReader().leaves()) {
            SortedNumericDocValues values = leaf.reader().getSortedNumericDocValues(field);
            if (values != null) {
                Bits live = leaf.reader().getLiveDocs();
                DocIdSetIterator docs = leaves.matching(leaf);
                for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                    if ((live == null || live.get(doc)) && values.advanceExact(doc)) {
                        offer(reader, leaf.docBase + doc, values, limit, lastFirst);
                    }
                }
            }
        }
        List<Ordered> found = new ArrayList<>(lastFirst);
        found.sort(order);
        return found;
    }

    private void offer(
            PointReader reader, int doc, SortedNumericDocValues values, int limit, PriorityQueue<Ordered> lastFirst)
            throws IOException {
        for (int i = 0; i < values.docValueCount(); i++) {
            long value = values.nextValue();
            if (descending ? value <= from : value >= from) {
                boolean full = lastFirst.size() >= limit;
                // The id, which costs more, is looked up where it may count.
                if (!full || !isAfter(value, lastFirst.peek().value())) {
                    lastFirst.add(new Ordered(new Hit(doc, reader.key(doc), 0), value));
                    if (full) {
                        lastFirst.poll();
                    }
                }
            }
        }
    }

    private boolean isAfter(long value, long other) {
        return descending ? value < other : value > other;
    }

    /** The value that a point is ordered by, as Qdrant answers it: a time as microseconds. */
    OrderValue value(Ordered ordered) {
        OrderValue.Builder value = OrderValue.newBuilder();
        return switch (kind) {
            case INTEGER -> value.setInt(ordered.value()).build();
            case NUMBER ->
                value.setFloat(NumericUtils.sortableLongToDouble(ordered.value()))
                        .build();
            case TIME ->
                value.setInt(Math.floorDiv(ordered.value(), NANOSECONDS_PER_MICROSECOND))
                        .build();
        };
    }

    /** A point with one of the values that it is ordered by. */
    record Ordered(Hit hit, long value) {}

    private enum Kind {
        INTEGER,
        NUMBER,
        TIME
    }
}
