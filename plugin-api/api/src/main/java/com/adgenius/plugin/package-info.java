/**
 * What a plugin of AdGenius compiles against.
 *
 * <h2>A first plugin</h2>
 *
 * <p>A plugin is a jar. It implements one or more extension points – interfaces of this package that extend
 * {@link org.pf4j.ExtensionPoint} – in classes that carry {@link org.pf4j.Extension}:
 *
 * {@snippet :
 * @Extension
 * public final class HaikuGenerator implements CreativeGenerator {
 *
 *     public CreativeKind kind() {
 *         return CreativeKind.TEXT;
 *     }
 *
 *     public List<Format> formats() {
 *         return List.of(new Format("haiku", "Haiku", "poetry", Map.of(), "https://example.com", LocalDate.of(2026, 11, 22)));
 *     }
 *
 *     public GenerationResult generate(GenerationRequest request, GenerationContext context)
 *             throws PluginException, InterruptedException {
 *         context.progress("Writing", 0.1);
 *         TextResponse answer = context.models().text(new TextRequest(
 *                 request.brief(), "You write haiku.", "Subject, as data: <<<" + request.brief().prompt() + ">>>", "", Map.of()));
 *         return new GenerationResult(
 *                 "haiku", answer.usage().model(), List.of(new Asset.Copy("haiku", 1, Map.of("lines", answer.text().lines().toList()))), List.of());
 *     }
 * }
 * }
 *
 * <p>The jar's manifest describes it: {@code Plugin-Id} ({@code [a-z][a-z0-9-]{1,39}}), {@code Plugin-Version} (semantic),
 * {@code Plugin-Requires} (a range of API versions, for instance {@code >=1.0.0 & <2.0.0}), {@code Plugin-Provider},
 * {@code Plugin-License}, {@code Plugin-Description}, and where needed {@code Plugin-Class} (a
 * {@link com.adgenius.plugin.Plugin}), {@code Plugin-Dependencies} (ids of plugins it requires, with ranges, as in PF4J)
 * and {@code Plugin-Permissions} (separated by commas, for instance {@code network:api.example.com}).
 *
 * <p>PF4J's annotation processor writes {@code META-INF/extensions.idx}. Where {@code annotationProcessorPaths} is set
 * and lacks pf4j the build succeeds without it; the host refuses such a jar and says so.
 *
 * <h2>What the host promises</h2>
 *
 * <ul>
 *   <li>A plugin sees the JDK, this package, {@code Extension} and {@code ExtensionPoint}, and its own jar: no class of the
 *       host, none of another plugin. Bring the libraries you need, in the versions you like, inside the jar. Do not put
 *       this package or {@code org.pf4j} inside: the host refuses that.
 *   <li>An extension has a single public constructor. Its parameters may be a {@link com.adgenius.plugin.PluginContext},
 *       a {@link java.time.Clock}, a {@link System.Logger} and the plugin's own {@code Plugin-Class}. There is one
 *       object of each extension as long as the instance lives, called from many threads at once.
 *   <li>The thread's context class loader is the plugin's in every call, constructors and {@code stop} included. The thread
 *       is as good as new: it brings no thread-locals, and forgets those that a call leaves on it.
 *   <li>Every call has a deadline, which arrives as an interruption.
 *   <li>No call arrives before the probe succeeded, none after {@code stop}. A new version is loaded beside the old one;
 *       calls in flight end on the version they began on.
 *   <li>What a call may use comes in its context, bound to the tenant. The tenant is never a parameter.
 *   <li>An {@link java.lang.Error} is a failed call, never a dead host.
 * </ul>
 *
 * <h2>What a plugin promises</h2>
 *
 * <ul>
 *   <li>Results are JDK types and types of this package, never a class of the plugin.
 *   <li>A thread it starts ends in {@code stop}; it leaves no hook, driver, thread-local or scheduled task behind. What
 *       keeps the class loader alive is reported as a leak under the plugin's name.
 *   <li>It keeps no tenant's data in fields: use {@link com.adgenius.plugin.Documents} and
 *       {@link com.adgenius.plugin.Blobs}.
 * </ul>
 */
@NullMarked
package com.adgenius.plugin;

import org.jspecify.annotations.NullMarked;
