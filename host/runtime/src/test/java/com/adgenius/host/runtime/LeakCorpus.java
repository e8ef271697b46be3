package com.adgenius.host.runtime;

import static com.adgenius.host.runtime.Trigger.cleaned;
import static com.adgenius.host.runtime.Trigger.collected;
import static com.adgenius.host.runtime.Trigger.emptied;
import static com.adgenius.host.runtime.Trigger.failing;
import static com.adgenius.host.runtime.Trigger.missing;
import static com.adgenius.host.runtime.Trigger.reported;

import com.adgenius.leak.CleanedUp;
import com.adgenius.leak.LeakHolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The triggers of {@code classloader-leak-prevention-core} 2.7.0, and what is expected of each. The build copies their jars
 * beside the tests, and not onto their class path.
 */
final class LeakCorpus {

    static final Path FOLDER = Path.of("target", "leak-corpus");

    private static final String PACKAGE = "se/jiderhamn/classloader/leak/prevention/";

    /** What is no trigger: bases, a fixture, and a test of the prevention library's own order. */
    static final List<String> OTHERS = List.of(
            "ClassLoaderLeakPreventorFactoryTest",
            "PreventionsTestBase",
            "cleanup.ClassLoaderPreMortemCleanUpTestBase",
            "cleanup.ImageIOMockImageInputStreamSPI",
            "preinit.PreClassLoaderInitiatorTestBase");

    /** In this order: what the JDK remembers of whoever comes first, only the first trigger of its kind can leave. */
    static final List<Trigger> TRIGGERS = List.of(
            cleaned(
                    "preinit.SunAwtAppContextInitiatorTest",
                    CleanedUp.Kind.CONTEXT_CLASS_LOADER,
                    "AWT's application context, and Swing's kits in it, keep the context class loader of who asks first"),
            collected(
                    "preinit.AwtToolkitInitiatorTest",
                    "the toolkit's threads have no context class loader of a caller's"),
            missing(
                    "preinit.DatatypeConverterImplInitiatorTest",
                    "javax.xml.bind.DatatypeConverterImpl",
                    "JAXB left the JDK with 11"),
            collected(
                    "preinit.DocumentBuilderFactoryInitiatorTest",
                    "the JDK's parser keeps no exception with a trace, and no loader"),
            collected("preinit.Java2dDisposerInitiatorTest", "the disposer's thread is given no context class loader"),
            missing(
                    "preinit.Java2dRenderQueueInitiatorTest",
                    "sun.java2d.opengl.OGLRenderQueue",
                    "java.desktop opens sun.java2d.opengl to nobody, so that the render queue cannot be started"),
            collected(
                    "preinit.JavaxSecurityLoginConfigurationInitiatorTest",
                    "the login configuration keeps no context class loader any more"),
            collected("preinit.JdbcDriversInitiatorTest", "asking for drivers finds none in the plugin"),
            collected("preinit.LdapPoolManagerInitiatorTest", "the pool's thread is one without context class loader"),
            missing(
                    "preinit.OracleJdbcThreadInitiatorTest",
                    "oracle.jdbc.driver.OracleDriver",
                    "needs Oracle's driver, and does nothing without it"),
            collected(
                    "preinit.ReplaceDOMNormalizerSerializerAbortExceptionInitiatorTest",
                    "the JDK's abort exceptions have no trace any more"),
            missing("preinit.SecurityPolicyInitiatorTest", "javax.security.auth.Policy", "removed from the JDK"),
            collected(
                    "preinit.SecurityProvidersInitiatorTest",
                    "the JDK's own providers are loaded, none of the plugin's"),
            failing(
                    "preinit.SunGCInitiatorTest",
                    "InaccessibleObjectException",
                    "java.rmi opens sun.rmi.transport to nobody, so that its thread cannot be started"),
            emptied(
                            "cleanup.BeanELResolverCleanUpTest",
                            "the resolver's own cache is of a class in the plugin's jar, but the JDK keeps the described bean for"
                                    + " the group of threads")
                    .with("el-api"),
            missing(
                    "cleanup.BeanValidationCleanUpTest",
                    "javax.validation.Validation",
                    "needs Hibernate Validator 4.2, which needs JAXB"),
            missing(
                    "cleanup.BeanValidationCleanUpTest$ThreadLocalCleanUp_ApacheAxis14Test",
                    "org.apache.axis.utils.XMLUtils",
                    "needs Axis 1.4; off in the corpus too"),
            missing(
                    "cleanup.DefaultAuthenticatorCleanUpTest",
                    "org.apache.cxf.transport.http.CXFAuthenticator",
                    "needs CXF 2.6, which sets a private field of java.net.Authenticator"),
            cleaned("cleanup.DriverManagerCleanUpTest", CleanedUp.Kind.DRIVER, "MySQL's driver registers itself")
                    .with("mysql-connector-java"),
            missing("cleanup.GeoToolsCleanUpTest", "org.geotools.util.WeakCollectionCleaner", "needs GeoTools 2.6"),
            cleaned(
                            "cleanup.IIOServiceProviderCleanUpTest",
                            CleanedUp.Kind.IMAGE_PROVIDER,
                            "the scan registers the provider that the plugin's jar offers")
                    .with("META-INF/services/", "cleanup/ImageIOMock"),
            failing(
                    "cleanup.JDK8151486CleanUpTest",
                    "UnsupportedOperationException",
                    "there is no security manager since JDK 24"),
            collected(
                            "cleanup.JacksonCleanUpTest",
                            "the type factory and its cache are of classes in the plugin's own jar")
                    .with("jackson-"),
            missing(
                    "cleanup.JavaServerFaces2746CleanUpTest",
                    "javax.faces.component.UIComponentBase",
                    "needs JSF 2.1; what it leaks by is the cache of BeanELResolverCleanUpTest"),
            collected("cleanup.JavaUtilLoggingLevelCleanUpTest", "since JDK 9 levels are known weakly"),
            collected("cleanup.JceSecurityCleanUpTest", "verified providers are remembered weakly"),
            cleaned("cleanup.MBeanCleanUpTest", CleanedUp.Kind.MBEAN, "registers an MBean of its own class"),
            cleaned(
                    "cleanup.MXBeanNotificationListenersCleanUpTest",
                    CleanedUp.Kind.NOTIFICATION_LISTENER,
                    "adds a listener of its own class to the memory's bean"),
            failing(
                    "cleanup.MXBeanNotificationListenersCleanUp_ListenerWrapperTest",
                    "InaccessibleObjectException",
                    "java.management opens com.sun.jmx.interceptor to nobody, so that no wrapper can be made by hand"),
            missing(
                    "cleanup.MoxyCleanUpTest",
                    "org.eclipse.persistence.jaxb.compiler.CompilerHelper",
                    "needs EclipseLink MOXy 2.7 outside the plugin"),
            missing(
                    "cleanup.MultiThreadedHttpConnectionManagerCleanUpTest",
                    "com.sun.jersey.client.apache.ApacheHttpClient",
                    "needs Jersey 1 over Commons HttpClient 3"),
            collected("cleanup.PropertyEditorCleanUpTest", "editors are registered weakly since JDK 7"),
            cleaned("cleanup.ProxySelectorCleanUpTest", CleanedUp.Kind.JVM_DEFAULT, "sets the JVM's proxy selector"),
            collected(
                            "cleanup.ReplaceDOMNormalizerSerializerAbortExceptionCleanUpTest",
                            "the JDK's abort exceptions have no trace any more")
                    .with("preinit/ReplaceDOM"),
            missing(
                    "cleanup.SAAJEnvelopeFactoryParserPoolCleanUpTest",
                    "com.sun.xml.internal.messaging.saaj.soap.EnvelopeFactory",
                    "SAAJ left the JDK with 11"),
            cleaned("cleanup.SecurityProviderCleanUpTest", CleanedUp.Kind.SECURITY_PROVIDER, "adds a provider"),
            cleaned("cleanup.ShutdownHookCleanUpTest", CleanedUp.Kind.SHUTDOWN_HOOK, "adds a hook of its own class"),
            missing(
                    "cleanup.StopThreadsCleanUp_MultiThreadedHttpConnectionManagerTest",
                    "com.sun.jersey.client.apache.ApacheHttpClient",
                    "needs Jersey 1 over Commons HttpClient 3"),
            reported(
                            "cleanup.StopThreadsCleanUp_PostgresqlJdbcTest",
                            LeakHolder.Kind.SCHEDULED_TASK,
                            "PostgreSQL-JDBC-SharedTimer",
                            "the driver's timer is kept by its shared timer, and nobody cancels it")
                    .with("postgresql"),
            reported(
                    "cleanup.StopThreadsCleanUp_Runnable",
                    LeakHolder.Kind.THREAD,
                    "Thread-",
                    "a thread sleeps in the plugin's code for five seconds"),
            collected("cleanup.ThreadGroupCleanUpTest", "since JDK 19 groups are known weakly to the group above"),
            collected("cleanup.ThreadLocalCleanUpTest", "start runs on a thread that forgets it"),
            cleaned(
                            "cleanup.ThreadLocalCleanUpTest",
                            CleanedUp.Kind.THREAD_LOCAL,
                            "sets a thread-local of a thread that lives on")
                    .inACall(),
            failing(
                            "cleanup.X509TrustManagerImplUnparseableExtensionCleanUpTest",
                            "getResource(String)\" is null",
                            "wants its key store as a file beside its classes; a plugin is a jar")
                    .with("spi-cacert"),
            collected(
                    "StopThreadsCleanUp_TimerTest",
                    "nobody keeps the timer, and the JDK ends the thread of a timer that is collected"));

    private LeakCorpus() {}

    /** The corpus's classes that are not inner ones, without their package. */
    static SortedSet<String> classes() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (String entry : entries("", "-tests.jar").keySet()) {
            if (entry.startsWith(PACKAGE) && entry.endsWith(".class") && !entry.contains("$")) {
                names.add(entry.substring(PACKAGE.length(), entry.length() - ".class".length())
                        .replace('/', '.'));
            }
        }
        return names;
    }

    /** What a plugin with that trigger carries: of the corpus that trigger alone, with what it is made of. */
    static Map<String, byte[]> content(Trigger trigger) throws IOException {
        List<String> own = new ArrayList<>(trigger.carried());
        OTHERS.forEach(other -> own.add(path(other)));
        own.add(path(trigger.name().replaceFirst("\\$.*", "")));
        Map<String, byte[]> content = entries("classloader-leak-prevention-core", "[0-9].jar");
        entries("", "-tests.jar").forEach((name, bytes) -> {
            String relative = name.startsWith(PACKAGE) ? name.substring(PACKAGE.length()) : name;
            if (own.stream().anyMatch(relative::startsWith)) {
                content.put(name, bytes);
            }
        });
        for (String library : trigger.carried()) {
            content.putAll(entries(library, ".jar"));
        }
        return content;
    }

    private static String path(String className) {
        return className.replace('.', '/');
    }

    /** The entries of the jars whose names begin and end so. */
    private static Map<String, byte[]> entries(String beginning, String end) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(FOLDER, beginning + "*" + end)) {
            for (Path jar : jars) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    for (JarEntry entry :
                            file.stream().filter(LeakCorpus::isWanted).toList()) {
                        try (InputStream input = file.getInputStream(entry)) {
                            content.put(entry.getName(), input.readAllBytes());
                        }
                    }
                }
            }
        }
        return content;
    }

    private static boolean isWanted(JarEntry entry) {
        return !entry.isDirectory() && !entry.getName().matches("META-INF/(MANIFEST.MF|maven/.*|.*\\.(SF|RSA|DSA))");
    }
}
