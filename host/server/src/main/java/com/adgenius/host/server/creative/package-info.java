/**
 * Creatives: what a tenant asked for and what came of it. A creative's document is its job, too: one document, changed by
 * single atomic updates, says who works on it and what is still to be done.
 */
@NullMarked
package com.adgenius.host.server.creative;

import org.jspecify.annotations.NullMarked;
