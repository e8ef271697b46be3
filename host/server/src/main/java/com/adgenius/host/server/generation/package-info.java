/**
 * Workers that turn queued creatives into content. A worker claims a creative by a lease with a fencing token, renews it
 * while the generator works, and writes the result only where the token still counts: a worker that was taken for dead
 * changes nothing.
 */
@NullMarked
package com.adgenius.host.server.generation;

import org.jspecify.annotations.NullMarked;
