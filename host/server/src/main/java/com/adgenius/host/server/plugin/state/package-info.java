/**
 * The desired state of the plugins, in the public database, the same for all nodes.
 *
 * <p>{@code plugins} holds one document a plugin: the versions that exist, the route, the platform's switches. A change
 * replaces the whole document, compared by its {@code revision}, and carries its own entry for the audit and the events in
 * the same write; so a change without its entry cannot be, whenever a node dies.
 *
 * <p>A tenant's own switch belongs to that tenant and lives in its database ({@code plugin_settings}). A node must know who
 * refused a plugin without reading every tenant's database, so {@code plugin_refusals} mirrors these switches, one document
 * a plugin. The mirror is written after the tenant's own, and only by a newer wish than it has; where a node dies between
 * the two writes, the caller got no answer and a sweep over the tenants completes it. The
 * alternative, to load each tenant's switches when it first comes, would make its first request after a restart wait for
 * its database and would leave the list of a plugin's users unknown to the platform.
 */
@NullMarked
package com.adgenius.host.server.plugin.state;

import org.jspecify.annotations.NullMarked;
