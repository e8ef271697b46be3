/**
 * What the platform's administrators and the distribution change: versions, routes, switches.
 *
 * <p>The distribution's own plugins, a folder of jars, are handled at each start of a node like this:
 *
 * <ul>
 *   <li>A version that nobody knows is added. A plugin that was never routed is routed to it as stable, and is on for
 *       every tenant.
 *   <li>A newer version becomes stable by itself only while the installation alone ever set the plugin's route. From an
 *       administrator's first route or rollback on, routes are the administrators'. An older one never does, so that nodes
 *       of an old distribution do not turn back what a newer one brought.
 *   <li>A version with other content than the one known replaces it where that came from the distribution, too: a rebuilt
 *       jar during development. What an administrator uploaded is never replaced; that jar is passed over with a warning.
 * </ul>
 */
@NullMarked
package com.adgenius.host.server.plugin.administration;

import org.jspecify.annotations.NullMarked;
