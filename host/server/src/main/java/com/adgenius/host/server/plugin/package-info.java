/**
 * Plugins: what exists, what is wanted, what runs, and who may use it.
 *
 * <ul>
 *   <li>{@code artifact} – the jars, in the database and on this node
 *   <li>{@code state} – what the platform wants of each plugin, the same for all nodes
 *   <li>{@code node} – moves this node to that, and reports what runs
 *   <li>{@code administration} – what the platform's administrators, the distribution and tenants change
 *   <li>{@code schema} – the JSON Schemas that plugins bring
 * </ul>
 *
 * <p>Other domains use {@link com.adgenius.host.server.plugin.TenantPlugins} and
 * {@link com.adgenius.host.server.plugin.GeneratorCatalog}, for the tenant in scope.
 */
@NullMarked
package com.adgenius.host.server.plugin;

import org.jspecify.annotations.NullMarked;
