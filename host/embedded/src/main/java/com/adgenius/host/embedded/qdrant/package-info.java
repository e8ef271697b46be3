/**
 * Qdrant's gRPC protocol over Lucene: what stands in for Qdrant when nobody names one.
 *
 * <h2>What it promises</h2>
 *
 * <ul>
 *   <li><b>A killed process loses nothing that was acknowledged.</b> A write is answered after it was appended to the
 *       collection's log, with {@code wait} or without; the next start does again what Lucene had not yet committed.
 *       A machine that fails may lose the last second of writes; it does not damage what was committed before.
 *   <li><b>What was answered is found.</b> A search sees every write that was answered before it began.
 *   <li><b>Exact where exact is cheap.</b> A search without {@code hnsw_ef} compares every vector while those of the
 *       collection are smaller than its {@code full_scan_threshold}, as Qdrant does; beyond that, and always with
 *       {@code hnsw_ef}, it walks Lucene's HNSW graph. {@code exact} compares every vector.
 *   <li><b>Graphs are built beside the writing</b>, as Qdrant's optimizer does: what was written since is compared vector
 *       by vector, and joins a graph when it is larger than {@code indexing_threshold}. Meanwhile the collection is
 *       yellow; {@code indexed_vectors_count} says how many vectors are in a graph.
 *   <li><b>Filters are exact</b> with or without a payload index, which is only remembered: every payload value is
 *       indexed.
 *   <li><b>What is not supported is refused</b> with {@code UNIMPLEMENTED} and its name, never answered with a guess.
 * </ul>
 *
 * <h2>What it answers</h2>
 *
 * <p>The health check; collections with named dense vectors (cosine, dot; at most 4,096 dimensions) and sparse vectors
 * (with {@code idf}), create, get, list, exists, update of the graph's settings, delete; aliases; payload indexes; upsert,
 * delete, get, set and overwrite payload, count, scroll by id or by a payload index; search and query: nearest by vector or
 * id, recommend by the average vector, prefetch, and fusion by reciprocal rank. Conditions on keyword, integer and boolean values, any and except, ranges of numbers and
 * times, is_empty, is_null, has_id, has_vector and filters within filters.
 *
 * <p>Semantics follow the sources of Qdrant 1.18 and 1.19, <a href="https://github.com/qdrant/qdrant">github.com/qdrant/qdrant</a>:
 * conditions {@code lib/segment/src/payload_storage/condition_checker.rs}, fusion
 * {@code lib/segment/src/common/reciprocal_rank_fusion.rs}, IDF {@code lib/segment/src/data_types/query_context.rs},
 * recommendation {@code lib/collection/src/recommendations.rs}.
 */
@NullMarked
package com.adgenius.host.embedded.qdrant;

import org.jspecify.annotations.NullMarked;
