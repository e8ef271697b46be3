package com.adgenius.host.embedded.qdrant;

import com.google.protobuf.Timestamp;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Common.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** A filter as a Lucene query that matches the same points. */
final class FilterQuery {

    private FilterQuery() {}

    static Query of(Filter filter) {
        List<Query> all = new ArrayList<>();
        filter.getMustList().forEach(condition -> all.add(of(condition)));
        filter.getMustNotList().forEach(condition -> all.add(not(of(condition))));
        if (filter.getShouldCount() > 0) {
            all.add(any(filter.getShouldList().stream().map(FilterQuery::of).toList(), 1));
        }
        if (filter.hasMinShould()) {
            long least = filter.getMinShould().getMinCount();
            if (least == 0) {
                throw Refusal.invalid("filter.min_should.min_count", "min_count must be greater than 0");
            }
            List<Query> conditions = filter.getMinShould().getConditionsList().stream()
                    .map(FilterQuery::of)
                    .toList();
            all.add(
                    Long.compareUnsigned(least, conditions.size()) > 0
                            ? MatchNoDocsQuery.INSTANCE
                            : any(conditions, (int) least));
        }
        return and(all);
    }

    static Query and(Collection<Query> conditions) {
        return switch (conditions.size()) {
            case 0 -> MatchAllDocsQuery.INSTANCE;
            case 1 -> conditions.iterator().next();
            default -> {
                BooleanQuery.Builder all = new BooleanQuery.Builder();
                conditions.forEach(condition -> all.add(condition, Occur.FILTER));
                yield all.build();
            }
        };
    }

    static Query not(Query condition) {
        return new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(condition, Occur.MUST_NOT)
                .build();
    }

    static Query ids(Stream<PointId> ids) {
        return new TermInSetQuery(
                PointDocument.ID, ids.map(id -> PointKey.of(id).term()).toList());
    }

    private static Query any(List<Query> conditions, int least) {
        BooleanQuery.Builder any = new BooleanQuery.Builder().setMinimumNumberShouldMatch(least);
        conditions.forEach(condition -> any.add(condition, Occur.SHOULD));
        return new ConstantScoreQuery(any.build());
    }

    private static Query of(Condition condition) {
        return switch (condition.getConditionOneOfCase()) {
            case FIELD -> field(condition.getField());
            case IS_EMPTY -> not(present(path(condition.getIsEmpty().getKey())));
            case IS_NULL -> marker(path(condition.getIsNull().getKey()), PayloadTerms.NULL);
            case HAS_ID -> ids(condition.getHasId().getHasIdList().stream());
            case HAS_VECTOR -> hasVector(condition.getHasVector().getHasVector());
            case FILTER -> of(condition.getFilter());
            case CONDITIONONEOF_NOT_SET -> throw Refusal.wrongInput("Malformed condition: no condition is set");
            default -> throw Refusal.unsupported("the condition " + condition.getConditionOneOfCase());
        };
    }

    static Query hasVector(String name) {
        return new TermQuery(new Term(PointDocument.VECTORS, name));
    }

    private static Query field(FieldCondition condition) {
        PayloadPath path = path(condition.getKey());
        // Those given at once are alternatives, as in Qdrant.
        List<Query> alternatives = new ArrayList<>();
        if (condition.hasMatch()) {
            alternatives.add(match(path, condition.getMatch()));
        }
        if (condition.hasRange()) {
            alternatives.add(range(path, condition.getRange()));
        }
        if (condition.hasDatetimeRange()) {
            alternatives.add(times(path, condition.getDatetimeRange()));
        }
        if (condition.hasIsEmpty()) {
            if (path.branches()) {
                throw Refusal.unsupported("is_empty of a field condition on the elements of a list");
            }
            alternatives.add(condition.getIsEmpty() ? not(present(path)) : present(path));
        }
        if (condition.hasGeoBoundingBox() || condition.hasGeoRadius() || condition.hasGeoPolygon()) {
            throw Refusal.unsupported("conditions on places");
        }
        if (condition.hasValuesCount()) {
            throw Refusal.unsupported("the condition values_count");
        }
        if (condition.hasIsNull()) {
            throw Refusal.unsupported("is_null of a field condition; use the condition is_null");
        }
        if (alternatives.isEmpty()) {
            throw Refusal.wrongInput("Malformed field condition: no condition is set for " + condition.getKey());
        }
        return alternatives.size() == 1 ? alternatives.getFirst() : any(alternatives, 1);
    }

    private static Query match(PayloadPath path, Match match) {
        String place = path.text();
        return switch (match.getMatchValueCase()) {
            case KEYWORD -> term(PayloadTerms.string(place, match.getKeyword()));
            case INTEGER -> term(PayloadTerms.integer(place, match.getInteger()));
            case BOOLEAN -> term(PayloadTerms.bool(place, match.getBoolean()));
            case KEYWORDS -> in(strings(place, match.getKeywords().getStringsList()));
            case INTEGERS -> in(integers(place, match.getIntegers().getIntegersList()));
            case EXCEPT_KEYWORDS ->
                new OtherValueQuery(
                        place, strings(place, match.getExceptKeywords().getStringsList()));
            case EXCEPT_INTEGERS ->
                new OtherValueQuery(
                        place, integers(place, match.getExceptIntegers().getIntegersList()));
            case MATCHVALUE_NOT_SET -> throw Refusal.wrongInput("Malformed Match condition: no value is set");
            default -> throw Refusal.unsupported("the match by " + match.getMatchValueCase());
        };
    }

    private static Query range(PayloadPath path, Range range) {
        double from = Double.NEGATIVE_INFINITY;
        double to = Double.POSITIVE_INFINITY;
        if (range.hasGte()) {
            from = Math.max(from, range.getGte());
        }
        if (range.hasGt()) {
            from = Math.max(from, DoublePoint.nextUp(range.getGt()));
        }
        if (range.hasLte()) {
            to = Math.min(to, range.getLte());
        }
        if (range.hasLt()) {
            to = Math.min(to, DoublePoint.nextDown(range.getLt()));
        }
        return from <= to ? DoublePoint.newRangeQuery(PayloadTerms.numbers(path), from, to) : MatchNoDocsQuery.INSTANCE;
    }

    private static Query times(PayloadPath path, DatetimeRange range) {
        long from = Long.MIN_VALUE;
        long to = Long.MAX_VALUE;
        if (range.hasGte()) {
            from = Math.max(from, nanoseconds(range.getGte()));
        }
        if (range.hasGt()) {
            from = Math.max(from, saturated(nanoseconds(range.getGt()), 1));
        }
        if (range.hasLte()) {
            to = Math.min(to, nanoseconds(range.getLte()));
        }
        if (range.hasLt()) {
            to = Math.min(to, saturated(nanoseconds(range.getLt()), -1));
        }
        return from <= to ? LongPoint.newRangeQuery(PayloadTerms.times(path), from, to) : MatchNoDocsQuery.INSTANCE;
    }

    private static long saturated(long time, int step) {
        boolean last = time == (step > 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
        return last ? time : time + step;
    }

    private static long nanoseconds(Timestamp time) {
        return PayloadTerms.nanoseconds(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
    }

    private static List<BytesRef> strings(String place, List<String> values) {
        return values.stream().map(value -> PayloadTerms.string(place, value)).toList();
    }

    private static List<BytesRef> integers(String place, List<Long> values) {
        return values.stream().map(value -> PayloadTerms.integer(place, value)).toList();
    }

    private static Query present(PayloadPath path) {
        return marker(path, PayloadTerms.PRESENT);
    }

    private static Query marker(PayloadPath path, byte kind) {
        return term(PayloadTerms.marker(path.text(), kind));
    }

    private static Query term(BytesRef term) {
        return new ConstantScoreQuery(new TermQuery(new Term(PayloadTerms.FIELD, term)));
    }

    private static Query in(List<BytesRef> terms) {
        return new TermInSetQuery(PayloadTerms.FIELD, terms);
    }

    private static PayloadPath path(String key) {
        return PayloadPath.parse("filter.key", key);
    }
}
