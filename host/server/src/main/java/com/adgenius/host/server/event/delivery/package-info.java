/**
 * Delivers each tenant's events to the plugins that listen: at least once, in the order of the tenant's log, one node at a
 * time for a tenant and a plugin.
 *
 * <p>What is delivered is remembered in the tenant's database, one document a plugin. Appends and a sweep merely say where
 * to look; a notice that is lost costs time until the next sweep.
 */
@NullMarked
package com.adgenius.host.server.event.delivery;

import org.jspecify.annotations.NullMarked;
