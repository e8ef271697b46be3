package com.adgenius.host.app.architecture;

import static com.adgenius.host.app.architecture.CodeRules.NAMES_SAY_WHAT_A_CLASS_IS;
import static com.adgenius.host.app.architecture.CodeRules.NO_TEST_SLEEPS;
import static com.adgenius.host.app.architecture.RoomRules.API_NEEDS_NEXT_TO_NOTHING;
import static com.adgenius.host.app.architecture.RoomRules.LEAK_REPORT_NEEDS_THE_JDK;
import static com.adgenius.host.app.architecture.RoomRules.PF4J_MANAGES_NOTHING;
import static com.adgenius.host.app.architecture.RoomRules.PLUGINS_DO_NOT_SEE_EACH_OTHER;
import static com.adgenius.host.app.architecture.RoomRules.PROMPTING_BRINGS_LITTLE;
import static com.adgenius.host.app.architecture.RoomRules.ROOMS_DEPEND_ONE_WAY;
import static com.adgenius.host.app.architecture.RoomRules.RUNTIME_HAS_NO_WEB_AND_NO_DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each rule that finds nothing in the product finds the classes that break it, put among the product's. */
class PlantedFaultTest {
    private static final String API = "com.adgenius.plugin";
    private static final String TEST_KIT = "com.adgenius.plugin.testkit";
    private static final String PROMPTING = "com.adgenius.prompting";
    private static final String TEXT = "com.adgenius.plugins.text";
    private static final String IMAGE = "com.adgenius.plugins.image";
    private static final String RUNTIME = "com.adgenius.host.runtime";
    private static final String SERVER = "com.adgenius.host.server";
    private static final String EMBEDDED = "com.adgenius.host.embedded";
    private static final String APP = "com.adgenius.host.app";

    static final List<Fault> IN_THE_PRODUCT = List.of(
            room(API, TEXT),
            room(API, RUNTIME),
            room(API, TEST_KIT),
            room(API, PROMPTING),
            room(PROMPTING, TEXT),
            room(PROMPTING, TEST_KIT),
            room(TEST_KIT, RUNTIME),
            room(TEXT, RUNTIME),
            room(TEXT, TEST_KIT),
            room(RUNTIME, SERVER),
            room(RUNTIME, TEXT),
            room(RUNTIME, PROMPTING),
            room(SERVER, PROMPTING),
            room(SERVER, APP),
            room(SERVER, EMBEDDED),
            room(EMBEDDED, SERVER),
            room(APP, EMBEDDED),
            room(APP, TEXT),
            room("com.adgenius.elsewhere", RUNTIME),
            uses(API_NEEDS_NEXT_TO_NOTHING, API, "org.pf4j.Plugin"),
            uses(API_NEEDS_NEXT_TO_NOTHING, API, "org.slf4j.Logger"),
            uses(RUNTIME_HAS_NO_WEB_AND_NO_DATABASE, RUNTIME, "io.helidon.webserver.WebServer"),
            uses(RUNTIME_HAS_NO_WEB_AND_NO_DATABASE, RUNTIME, "com.mongodb.ConnectionString"),
            uses(RUNTIME_HAS_NO_WEB_AND_NO_DATABASE, RUNTIME, "org.redisson.Redisson"),
            uses(RUNTIME_HAS_NO_WEB_AND_NO_DATABASE, RUNTIME, "com.fasterxml.jackson.databind.ObjectMapper"),
            uses(LEAK_REPORT_NEEDS_THE_JDK, "com.adgenius.leak", "org.pf4j.Plugin"),
            uses(PROMPTING_BRINGS_LITTLE, PROMPTING, "org.slf4j.Logger"),
            uses(PLUGINS_DO_NOT_SEE_EACH_OTHER, TEXT, IMAGE + ".Target"),
            uses(PF4J_MANAGES_NOTHING, RUNTIME, "org.pf4j.PluginManager"),
            uses(PF4J_MANAGES_NOTHING, RUNTIME, "org.pf4j.DefaultPluginManager"),
            uses(PF4J_MANAGES_NOTHING, SERVER, "org.pf4j.PluginWrapper"),
            uses(PF4J_MANAGES_NOTHING, RUNTIME, "org.pf4j.JarPluginLoader"),
            new Fault(NAMES_SAY_WHAT_A_CLASS_IS, SERVER, "PlantedUtil", ""),
            new Fault(NAMES_SAY_WHAT_A_CLASS_IS, SERVER, "PlantedUtils", ""),
            new Fault(NAMES_SAY_WHAT_A_CLASS_IS, SERVER, "PlantedHelper", ""),
            new Fault(NAMES_SAY_WHAT_A_CLASS_IS, SERVER, "PlantedManager", ""),
            new Fault(NAMES_SAY_WHAT_A_CLASS_IS, SERVER, "PlantedCommon", ""));

    static final List<Fault> IN_THE_TESTS = List.of(
            sleeps("ThreadSleeps", "Thread.sleep(1);"),
            sleeps("ThreadSleepsLonger", "Thread.sleep(java.time.Duration.ofDays(1));"),
            sleeps("UnitSleeps", "java.util.concurrent.TimeUnit.DAYS.sleep(1);"));

    private static JavaClasses product;
    private static JavaClasses tests;

    @BeforeAll
    static void plantAllAmongTheProduct(@TempDir Path folder) throws IOException {
        PlantedClasses planted = new PlantedClasses(folder.resolve("product"));
        for (String room : List.of(API, TEST_KIT, PROMPTING, TEXT, IMAGE, RUNTIME, SERVER, EMBEDDED, APP)) {
            planted.add(room, "Target", "");
        }
        for (Fault fault : IN_THE_PRODUCT) {
            planted.add(fault.room(), fault.className(), fault.body());
        }
        product = Reactor.ofThisBuild().productAnd(planted.compile());

        PlantedClasses sleepers = new PlantedClasses(folder.resolve("tests"));
        for (Fault fault : IN_THE_TESTS) {
            sleepers.add(fault.room(), fault.className(), fault.body());
        }
        tests = Reactor.ofThisBuild().testsAnd(sleepers.compile());
    }

    @ParameterizedTest
    @FieldSource("IN_THE_PRODUCT")
    void aFaultInTheProductIsReportedByItsRule(Fault fault) {
        assertReported(fault, product);
    }

    @ParameterizedTest
    @FieldSource("IN_THE_TESTS")
    void aFaultInATestIsReportedByItsRule(Fault fault) {
        assertReported(fault, tests);
    }

    private static void assertReported(Fault fault, JavaClasses classes) {
        assertThat(fault.rule().evaluate(classes).getFailureReport().getDetails())
                .anyMatch(detail -> detail.contains(fault.room() + "." + fault.className()));
    }

    private static Fault room(String user, String used) {
        return uses(ROOMS_DEPEND_ONE_WAY, user, used + ".Target");
    }

    private static Fault uses(ArchRule rule, String user, String used) {
        return new Fault(rule, user, "Uses_" + used.replace('.', '_'), used + " held;");
    }

    private static Fault sleeps(String className, String statement) {
        return new Fault(NO_TEST_SLEEPS, SERVER, className, "void test() throws Exception { " + statement + " }");
    }

    /** A class that breaks one rule. */
    record Fault(ArchRule rule, String room, String className, String body) {
        @Override
        public String toString() {
            return room + "." + className;
        }
    }
}
