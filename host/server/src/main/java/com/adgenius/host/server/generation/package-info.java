/**
 * Workers that turn queued creatives into content. The work queue of the event bus says what is to be done, and gives a job
 * back whose worker died. Who takes a job claims its document with a fencing token and writes the result only where the
 * token still counts, so that a job that is worked on twice has one result and is charged once. While a worker lives it
 * renews its claim: a message that comes back all the same, because RabbitMQ was restarted or a connection lost, waits for
 * it and pays no model twice.
 */
@NullMarked
package com.adgenius.host.server.generation;

import org.jspecify.annotations.NullMarked;
