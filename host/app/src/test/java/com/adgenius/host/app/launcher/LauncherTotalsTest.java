package com.adgenius.host.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.host.app.launcher.LauncherTree.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code adgenius test} counts what the reports of this run say, and a run without a test is no success. */
class LauncherTotalsTest {
    private static final String REPORTS = """
            mkdir -p host/runtime/target/surefire-reports plugins/text/target/failsafe-reports
            cat >host/runtime/target/surefire-reports/TEST-LeaseTest.xml <<END
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="LeaseTest" time="0.1" tests="5" errors="1" skipped="1" failures="1">
            <system-out><![CDATA[
            <testsuite tests="900" errors="0" skipped="0" failures="0">]]></system-out></testsuite>
            END
            cat >plugins/text/target/failsafe-reports/TEST-TextIT.xml <<END
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="TextIT" time="0.1" tests="3" errors="0" skipped="0" failures="0"></testsuite>
            END
            """;

    @TempDir
    private Path folder;

    private LauncherTree tree;

    @BeforeEach
    void layOutATree() throws IOException {
        tree = LauncherTree.in(folder);
    }

    @Test
    void theTotalsOfAllReportsAreTheLastLine() throws Exception {
        Outcome outcome = tree.maven(REPORTS + "exit 1").launch("test", "--quick");

        assertThat(outcome.output()).endsWith("\n5 passed, 2 failed, 1 skipped\n");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(tree.builds()).containsExactly("-B -fae test");
    }

    @Test
    void aReportedFailureFailsEvenWhereTheBuildDoesNot() throws Exception {
        assertThat(tree.maven(REPORTS).launch("test", "--quick").status()).isEqualTo(1);
    }

    @Test
    void aFailedBuildFailsEvenWhereNoTestDid() throws Exception {
        tree.maven(
                REPORTS.replace("errors=\"1\"", "errors=\"0\"").replace("failures=\"1\"", "failures=\"0\"") + "exit 1");

        Outcome outcome = tree.launch("test", "--quick");

        assertThat(outcome.output()).endsWith("\n7 passed, 0 failed, 1 skipped\n");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void reportsOfAnEarlierRunDoNotCountAndNoTestIsAFailure() throws Exception {
        tree.maven(REPORTS).launch("test", "--quick");

        Outcome outcome = tree.maven("").launch("test", "--quick");

        assertThat(outcome.errors()).contains("no test ran");
        assertThat(outcome.output()).endsWith("\n0 passed, 0 failed, 0 skipped\n");
        assertThat(outcome.status()).isEqualTo(1);
    }
}
