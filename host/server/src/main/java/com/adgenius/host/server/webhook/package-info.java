/**
 * Tells a tenant's own systems what happens: each event of the tenant's log goes to the webhooks that want its type, signed
 * by Standard Webhooks, at least once, in no promised order.
 *
 * <p>A delivery is written down for each webhook and event before the log's cursor moves on; nodes claim deliveries, so
 * one that dies loses none.
 */
@NullMarked
package com.adgenius.host.server.webhook;

import org.jspecify.annotations.NullMarked;
