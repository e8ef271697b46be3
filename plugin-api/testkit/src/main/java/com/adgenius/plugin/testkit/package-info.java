/**
 * Runs a plugin's extensions the way the host does, with every handle in memory or in a temporary folder.
 *
 * {@snippet :
 * try (TestTenant tenant = TestTenant.builder().textModel(new MyModel()).build()) {
 *     TestGeneration generation = tenant.generation("my-plugin", "creative-1");
 *     GenerationResult result = new MyGenerator().generate(request, generation);
 *     assertThat(generation.progress()).isNotEmpty();
 * }
 * }
 *
 * <p>The handles keep the promises of their interfaces, limits included: a document that is no JSON object, an event of
 * another plugin's type, a checkpoint over 64 KB or a call to a host that was not declared fails here as it would on a
 * host. Deadlines, leases and class loaders are the host's own and not part of this.
 */
@NullMarked
package com.adgenius.plugin.testkit;

import org.jspecify.annotations.NullMarked;
