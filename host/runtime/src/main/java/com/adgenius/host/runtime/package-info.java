/**
 * The plugin runtime: it loads plugin jars at run time, switches them per tenant and swaps their versions under load. No
 * web, no database.
 *
 * <p>{@link com.adgenius.host.runtime.PluginRuntime} is the way in. The words: an <em>artifact</em> is an immutable jar; an
 * <em>instance</em> is one loaded artifact; a <em>route</em> says which instance serves which tenant; a <em>lease</em> is
 * the counted right to call into an instance; a <em>drain</em> is the time between retiring an instance and its last lease.
 *
 * <p>How a change reaches the callers:
 *
 * <pre>
 *   apply(plan)
 *     activation   fetch → verify → load beside → start → probe        a platform thread of its own
 *     publication  build the next snapshot → publish → retire the old  the caller, one at a time
 *     retirement   drain → stop → close → watch until collected        a thread of its own for each instance
 *
 *   call(plugin, tenant, …)
 *     one volatile read of the snapshot → route → lease → invoker → extension
 * </pre>
 *
 * <p>Everything public is thread-safe. Nothing public is intended to be implemented outside, except the interfaces that
 * {@link com.adgenius.host.runtime.RuntimeConfiguration} takes.
 */
@NullMarked
package com.adgenius.host.runtime;

import org.jspecify.annotations.NullMarked;
