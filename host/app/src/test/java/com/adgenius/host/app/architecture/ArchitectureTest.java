package com.adgenius.host.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchitectureTest {
    private static JavaClasses product;
    private static JavaClasses tests;

    @BeforeAll
    static void readTheClassFoldersOfAllModules() {
        product = Reactor.ofThisBuild().productAnd();
        tests = Reactor.ofThisBuild().testsAnd();
    }

    @Test
    void roomsDependOneWay() {
        RoomRules.ROOMS_DEPEND_ONE_WAY.check(product);
    }

    @Test
    void thePluginApiNeedsTheJdkAndTwoMarkersOfPf4j() {
        RoomRules.API_NEEDS_NEXT_TO_NOTHING.check(product);
    }

    @Test
    void theRuntimeHasNoWebAndNoDatabase() {
        RoomRules.RUNTIME_HAS_NO_WEB_AND_NO_DATABASE.check(product);
    }

    @Test
    void theLeakReportNeedsTheJdkAlone() {
        RoomRules.LEAK_REPORT_NEEDS_THE_JDK.check(product);
    }

    @Test
    void promptingBringsLittleIntoAPluginsJar() {
        RoomRules.PROMPTING_BRINGS_LITTLE.check(product);
    }

    @Test
    void pluginsDoNotSeeEachOther() {
        RoomRules.PLUGINS_DO_NOT_SEE_EACH_OTHER.check(product);
    }

    @Test
    void pf4jManagesNothing() {
        RoomRules.PF4J_MANAGES_NOTHING.check(product);
    }

    @Test
    void noTestSleeps() {
        CodeRules.NO_TEST_SLEEPS.check(tests);
    }

    @Test
    void namesSayWhatAClassIs() {
        CodeRules.NAMES_SAY_WHAT_A_CLASS_IS.check(product);
        CodeRules.NAMES_SAY_WHAT_A_CLASS_IS.check(tests);
    }

    @Test
    void aModuleThatWasNotCompiledIsAnErrorAndNoPass(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("pom.xml"), "<modules><module>host/runtime</module></modules>");
        Path sources = Files.createDirectories(folder.resolve("host/runtime/src/main/java"));
        Files.writeString(sources.resolve("Lease.java"), "interface Lease {}");

        assertThatThrownBy(() -> Reactor.at(folder).productAnd())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no class in")
                .hasMessageContaining(Path.of("host/runtime/target/classes").toString());
    }

    @Test
    void everyModuleWithSourcesIsRead() {
        assertThat(product.stream().map(JavaClass::getPackageName).distinct())
                .contains(
                        "com.adgenius.plugin",
                        "com.adgenius.plugins.text",
                        "com.adgenius.prompting",
                        "com.adgenius.host.runtime",
                        "com.adgenius.host.embedded",
                        "com.adgenius.host.server.http",
                        "com.adgenius.host.app");
    }
}
