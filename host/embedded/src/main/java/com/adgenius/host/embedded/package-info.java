/**
 * The embedded default: what stands in for MongoDB, Redis, Qdrant and a mail server when nobody names a server.
 *
 * <p>The stand-ins speak the servers' own protocols, so the host reaches them with the servers' own drivers and nothing
 * in the host depends on a type of this package. {@link com.adgenius.host.embedded.EmbeddedServers} starts them and
 * prints their addresses; {@link com.adgenius.host.embedded.Main} does the same as a process of its own.
 *
 * <h2>What the embedded default promises</h2>
 *
 * <ul>
 *   <li><b>A killed process loses nothing that was acknowledged.</b> MongoDB's protocol is answered by mongo-java-server
 *       from one file of H2's MVStore. A write is answered after it was committed to the file; so is a read that may
 *       have seen it. A commit holds whole commands only, a document with all its index entries. Waiting connections
 *       share a commit.
 *   <li><b>A power cut is another matter.</b> The operating system is asked to write the file out about once a second,
 *       not for each command. A machine that fails may lose the last second, or damage the file. Where that matters use
 *       a real MongoDB.
 *   <li><b>A unique index holds, and an update of one document is atomic</b>, whatever runs at the same time: commands
 *       that write run one after the other.
 *   <li><b>What is not supported is refused with an error</b> that says so: sessions and transactions, indexes that
 *       expire, partial or text indexes, collation, validators, views, capped collections, updates given as a pipeline,
 *       change streams, renaming, dropping an index, and operators that would make a double of a Decimal128
 *       ({@code $divide}, {@code $avg}, {@code $mod}, roots, logarithms, rounding).
 *   <li><b>The file stays in proportion to its content.</b> It is compacted while the server runs, for at most a quarter
 *       of each second, so it grows to a few times its content under heavy writing and shrinks afterwards.
 *   <li><b>Redis is a real Redis</b>, version 6.2, a child process that ends with the process that started it, however
 *       that one goes. It starts empty each time and writes nothing to disk: caches, limits, locks and messages belong
 *       there, nothing that must outlive a restart.
 *   <li><b>Qdrant's protocol</b> is answered from Lucene's indexes; what that promises says the package
 *       {@code com.adgenius.host.embedded.qdrant}.
 *   <li><b>Mail goes nowhere.</b> GreenMail takes it by SMTP and shows it by IMAP, to anybody who gives an address as
 *       user; the latest mails are in memory until the server stops.
 *   <li><b>Nobody else on the network reaches them.</b> They ask for no password and listen on 127.0.0.1 alone. All
 *       their files are in the data folder, which one process uses at a time.
 * </ul>
 *
 * <p>It is made for one machine and moderate amounts: a query on fields without an index reads the whole collection, and
 * all results of a query are held in memory until they are fetched.
 */
@NullMarked
package com.adgenius.host.embedded;

import org.jspecify.annotations.NullMarked;
