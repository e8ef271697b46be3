package com.adgenius.host.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.util.Set;
import java.util.stream.Collectors;
import org.pf4j.Extension;
import org.pf4j.ExtensionPoint;

/** Which room of the house may use what: {@code app → server → runtime → plugin-api ← plugins}. */
final class RoomRules {
    private static final String API = "com.adgenius.plugin..";
    private static final String TEST_KIT = "com.adgenius.plugin.testkit..";
    private static final String LEAK = "com.adgenius.leak..";
    private static final String PROMPTING = "com.adgenius.prompting..";
    private static final String PLUGINS = "com.adgenius.plugins..";
    private static final String RUNTIME = "com.adgenius.host.runtime..";
    private static final String SERVER = "com.adgenius.host.server..";
    private static final String EMBEDDED = "com.adgenius.host.embedded..";
    private static final String APP = "com.adgenius.host.app..";
    private static final String BENCH = "com.adgenius.host.bench..";

    private static final Set<String> JDK_PACKAGES = ModuleFinder.ofSystem().findAll().stream()
            .map(module -> module.descriptor())
            .filter(module -> module.name().startsWith("java."))
            .flatMap(module -> module.exports().stream())
            .filter(exports -> !exports.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toUnmodifiableSet());

    private static final DescribedPredicate<JavaClass> THE_JDK = DescribedPredicate.describe(
            "of the JDK",
            type -> type.getBaseComponentType().isPrimitive() || JDK_PACKAGES.contains(type.getPackageName()));

    private static final DescribedPredicate<JavaClass> THE_API =
            resideInAPackage(API).and(not(resideInAPackage(TEST_KIT))).as("of the plugin API");

    private static final DescribedPredicate<JavaClass> PF4J_MARKERS = DescribedPredicate.describe(
            "Extension or ExtensionPoint",
            type -> type.isEquivalentTo(Extension.class) || type.isEquivalentTo(ExtensionPoint.class));

    private static final DescribedPredicate<JavaClass> NULLNESS =
            resideInAPackage("org.jspecify.annotations").as("of jspecify");

    static final ArchRule ROOMS_DEPEND_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("plugin-api")
            .definedBy(THE_API)
            .layer("leak")
            .definedBy(LEAK)
            .layer("prompting")
            .definedBy(PROMPTING)
            .layer("testkit")
            .definedBy(TEST_KIT)
            .layer("plugins")
            .definedBy(PLUGINS)
            .layer("runtime")
            .definedBy(RUNTIME)
            .layer("server")
            .definedBy(SERVER)
            .layer("embedded")
            .definedBy(EMBEDDED)
            .layer("app")
            .definedBy(APP)
            .layer("bench")
            .definedBy(BENCH)
            .whereLayer("plugin-api")
            .mayNotAccessAnyLayer()
            .whereLayer("leak")
            .mayNotAccessAnyLayer()
            .whereLayer("prompting")
            .mayOnlyAccessLayers("plugin-api")
            .whereLayer("testkit")
            .mayOnlyAccessLayers("plugin-api", "leak", "prompting")
            .whereLayer("plugins")
            .mayOnlyAccessLayers("plugin-api", "prompting")
            .whereLayer("runtime")
            .mayOnlyAccessLayers("plugin-api", "leak")
            .whereLayer("server")
            .mayOnlyAccessLayers("runtime", "leak", "plugin-api")
            .whereLayer("embedded")
            .mayNotAccessAnyLayer()
            .whereLayer("app")
            .mayOnlyAccessLayers("server", "runtime", "leak", "plugin-api")
            .whereLayer("bench")
            .mayOnlyAccessLayers("server", "runtime", "leak", "plugin-api")
            .ensureAllClassesAreContainedInArchitecture()
            .because("dependencies point one way; the stand-ins are reached by addresses, never by types");

    static final ArchRule API_NEEDS_NEXT_TO_NOTHING = classes()
            .that(THE_API)
            .should()
            .onlyDependOnClassesThat(THE_JDK.or(THE_API).or(PF4J_MARKERS).or(NULLNESS))
            .because("a plugin compiles against the API alone");

    static final ArchRule RUNTIME_HAS_NO_WEB_AND_NO_DATABASE = classes()
            .that()
            .resideInAPackage(RUNTIME)
            .should()
            .onlyDependOnClassesThat(THE_JDK.or(resideInAnyPackage(RUNTIME, LEAK, API, "org.pf4j..", "org.slf4j.."))
                    .or(NULLNESS))
            .because("the runtime loads and serves plugins; web and storage are the server's");

    static final ArchRule LEAK_REPORT_NEEDS_THE_JDK = classes()
            .that()
            .resideInAPackage(LEAK)
            .should()
            .onlyDependOnClassesThat(
                    THE_JDK.or(resideInAnyPackage(LEAK, "com.sun.management")).or(NULLNESS))
            .because("the host and the test kit give the same report, with nothing else of each other");

    static final ArchRule PROMPTING_BRINGS_LITTLE = classes()
            .that()
            .resideInAPackage(PROMPTING)
            .should()
            .onlyDependOnClassesThat(THE_JDK.or(THE_API)
                    .or(resideInAnyPackage(PROMPTING, "com.fasterxml.jackson.core..", "com.fasterxml.jackson.jr.."))
                    .or(NULLNESS))
            .because("every generator carries it in its jar, with what it needs");

    static final ArchRule PLUGINS_DO_NOT_SEE_EACH_OTHER = slices().matching("com.adgenius.plugins.(*)..")
            .should()
            .notDependOnEachOther()
            .because("they meet through extension points, so that each can be swapped alone");

    static final ArchRule PF4J_MANAGES_NOTHING = noClasses()
            .that()
            .resideOutsideOfPackage(BENCH)
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.pf4j\\..*Plugin(Manager|Wrapper|Loader|ClassLoader|Factory)")
            .because("PF4J's manager refuses a second version and drops calls on update; ours is host/runtime, and"
                    + " the benchmarks alone have it beside ours");

    private RoomRules() {}
}
