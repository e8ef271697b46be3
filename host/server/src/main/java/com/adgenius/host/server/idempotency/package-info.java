/** The same request under the same key has its effect once. */
@NullMarked
package com.adgenius.host.server.idempotency;

import org.jspecify.annotations.NullMarked;
