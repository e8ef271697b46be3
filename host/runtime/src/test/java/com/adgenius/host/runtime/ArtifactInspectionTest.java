package com.adgenius.host.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactInspectionTest {

    @TempDir
    Path folder;

    @Test
    void aGoodJarIsDescribed() {
        PluginJar jar = good().manifest("Plugin-Requires", ">=1.0.0 & <2.0.0")
                .manifest("Plugin-Dependencies", "models@>=1.1.0, fonts?@2.0.0")
                .manifest("Plugin-Permissions", "network:api.example.com, files")
                .manifest("Plugin-Provider", "Acme")
                .manifest("Plugin-License", "Apache-2.0")
                .manifest("Plugin-Description", "Says hello")
                .plugin("");

        ArtifactInspection inspection = inspect(jar);

        assertThat(inspection.refusals()).isEmpty();
        assertThat(inspection.checks()).hasSizeGreaterThan(8).allMatch(ArtifactCheck::passed);
        ArtifactDescriptor descriptor = inspection.descriptor().orElseThrow();
        assertThat(descriptor.id().pluginId()).isEqualTo("hello");
        assertThat(descriptor.id().version()).isEqualTo("1.0.0");
        assertThat(descriptor.id().sha256()).matches("[0-9a-f]{64}");
        assertThat(descriptor.requires()).isEqualTo(">=1.0.0 & <2.0.0");
        assertThat(descriptor.requirements())
                .containsExactly(new Requirement("models", ">=1.1.0", false), new Requirement("fonts", "2.0.0", true));
        assertThat(descriptor.permissions()).containsExactly("network:api.example.com", "files");
        assertThat(descriptor.provider()).isEqualTo("Acme");
        assertThat(descriptor.license()).isEqualTo("Apache-2.0");
        assertThat(descriptor.description()).isEqualTo("Says hello");
        assertThat(descriptor.pluginClass()).contains("acme.Life");
        assertThat(descriptor.extensionClasses()).containsExactly("acme.Greeting");
        assertThat(descriptor.size()).isPositive();
    }

    @Test
    void everyFaultIsFoundAtOnce() {
        PluginJar jar = PluginJar.of("Bad Id", "one")
                .manifest("Plugin-Requires", ">=9.0.0")
                .indexed("acme.Missing")
                .entry("com/adgenius/plugin/Plugin.class", classFile(69, 0))
                .entry("acme/Future.class", classFile(99, 0));

        assertThat(inspect(jar).refusals())
                .extracting(Refusal::code)
                .containsExactlyInAnyOrder(
                        RefusalCode.INVALID_PLUGIN_ID,
                        RefusalCode.INVALID_VERSION,
                        RefusalCode.API_VERSION_MISMATCH,
                        RefusalCode.EXTENSION_CLASS_MISSING,
                        RefusalCode.API_PACKAGE_INSIDE,
                        RefusalCode.UNSUPPORTED_CLASS_VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "Hello",
                "1st",
                "hello_world",
                "admin",
                "creatives",
                "a23456789012345678901234567890123456789012"
            })
    void aPluginIdThatIsMalformedOrReservedIsRefused(String id) {
        assertRefused(good().manifest("Plugin-Id", id), RefusalCode.INVALID_PLUGIN_ID, id);
    }

    @Test
    void aManifestWithoutIdAndVersionIsRefusedForBoth() {
        assertThat(inspect(good().manifest("Plugin-Id", "").manifest("Plugin-Version", ""))
                        .refusals())
                .extracting(Refusal::code)
                .containsExactly(RefusalCode.INVALID_PLUGIN_ID, RefusalCode.INVALID_VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "v1.0.0", "1.0.0.0", "latest"})
    void aVersionThatIsNotSemanticIsRefused(String version) {
        assertRefused(good().manifest("Plugin-Version", version), RefusalCode.INVALID_VERSION, version);
    }

    @ParameterizedTest
    @CsvSource({
        ">=1.0.0 & <2.0.0, true",
        "1.2.0, true",
        "~1.2.0, true",
        "^1.0.0, true",
        "*, true",
        "1.0.0, false",
        ">=1.3.0, false",
        "<1.2.0, false"
    })
    void aRangeAdmitsTheApiOrIsRefused(String range, boolean admitted) {
        ArtifactInspection inspection = inspect(good().manifest("Plugin-Requires", range));

        assertThat(inspection.descriptor().isPresent()).isEqualTo(admitted);
        assertThat(inspection.refusals()).allMatch(refusal -> refusal.code() == RefusalCode.API_VERSION_MISMATCH);
    }

    @Test
    void aRangeThatIsNoneIsRefused() {
        assertRefused(good().manifest("Plugin-Requires", "newest"), RefusalCode.INVALID_REQUIRES, "newest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models@newest", "Bad Id@1.0.0"})
    void aRequirementThatCannotBeReadIsRefused(String requirement) {
        assertRefused(
                good().manifest("Plugin-Dependencies", requirement),
                RefusalCode.INVALID_REQUIREMENT,
                "Plugin-Dependencies");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NETWORK", "network:a b", "files,,env", "network:"})
    void aPermissionThatCannotBeReadIsRefused(String permissions) {
        assertRefused(
                good().manifest("Plugin-Permissions", permissions),
                RefusalCode.INVALID_PERMISSION,
                "Plugin-Permissions");
    }

    @Test
    void aPluginClassThatIsNotInTheJarIsRefused() {
        assertRefused(good().manifest("Plugin-Class", "acme.Gone"), RefusalCode.PLUGIN_CLASS_MISSING, "acme.Gone");
    }

    @Test
    void aJarWithoutManifestIsRefused() throws Exception {
        RawZip zip = new RawZip();
        good().content().entrySet().stream().skip(1).forEach(entry -> zip.entry(entry.getKey(), entry.getValue()));

        assertRefused(zip.bytes(), RefusalCode.MANIFEST_MISSING, "META-INF/MANIFEST.MF");
    }

    @Test
    void aManifestThatCannotBeReadIsRefused() throws Exception {
        byte[] garbage = "no colon in this line\n".getBytes(UTF_8);
        RawZip zip = new RawZip().entry("META-INF/MANIFEST.MF", garbage);

        assertThat(inspect(zip.bytes()).refusals()).extracting(Refusal::code).contains(RefusalCode.MANIFEST_MISSING);
    }

    @Test
    void aJarWithoutIndexIsToldHowToMendIt() {
        assertRefused(PluginJar.of("hello", "1.0.0"), RefusalCode.EXTENSION_INDEX_MISSING, "annotationProcessorPaths");
    }

    @Test
    void aJarWithAnEmptyIndexIsToldHowToMendIt() {
        assertRefused(
                PluginJar.of("hello", "1.0.0").entry(ExtensionIndex.ENTRY, "# Generated by PF4J\n\n"),
                RefusalCode.EXTENSION_INDEX_MISSING,
                "annotationProcessorPaths");
    }

    @Test
    void anIndexThatNamesAMissingClassIsRefused() {
        assertRefused(good().indexed("acme.Missing"), RefusalCode.EXTENSION_CLASS_MISSING, "acme.Missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com/adgenius/plugin/CreativeGenerator.class",
                "com/adgenius/plugin/inner/New.class",
                "org/pf4j/Extension.class",
                "org/pf4j/PluginManager.class",
                "META-INF/versions/21/com/adgenius/plugin/Plugin.class"
            })
    void aJarWithClassesOfTheApiInsideIsRefused(String entry) {
        assertRefused(good().entry(entry, classFile(61, 0)), RefusalCode.API_PACKAGE_INSIDE, "provided");
    }

    @Test
    void aClassFileNewerThanThisJavaIsRefused() {
        int next = Runtime.version().feature() + 1;
        assertRefused(
                good().entry("acme/Future.class", classFile(44 + next, 0)),
                RefusalCode.UNSUPPORTED_CLASS_VERSION,
                "Java " + next);
    }

    @Test
    void aClassFileForANewerJavaInAMultiReleaseJarIsFine() {
        int next = Runtime.version().feature() + 1;
        assertThat(inspect(good().entry("META-INF/versions/" + next + "/acme/Greeting.class", classFile(44 + next, 0)))
                        .refusals())
                .isEmpty();
    }

    @Test
    void aClassFileWithPreviewFeaturesIsRefused() {
        assertRefused(
                good().entry(
                                "acme/Preview.class",
                                classFile(44 + Runtime.version().feature(), 0xffff)),
                RefusalCode.UNSUPPORTED_CLASS_VERSION,
                "preview");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8})
    void aDamagedClassFileIsRefused(int length) {
        assertRefused(good().entry("acme/Broken.class", new byte[length]), RefusalCode.CORRUPT_CLASS, "acme/Broken");
    }

    @Test
    void aFileThatIsNoJarIsRefused() throws Exception {
        assertRefused("GIF89a".getBytes(UTF_8), RefusalCode.CORRUPT_JAR, "no complete jar");
        assertRefused(new byte[0], RefusalCode.CORRUPT_JAR, "no complete jar");
    }

    @Test
    void aJarCutOffAnywhereIsRefused() throws Exception {
        byte[] whole = good().bytes();
        for (int length = 1; length < whole.length; length += 97) {
            assertThat(inspect(Arrays.copyOf(whole, length)).descriptor())
                    .as("cut off at %d of %d", length, whole.length)
                    .isEmpty();
        }
    }

    @Test
    void aJarWithADamagedByteInAnEntryIsRefused() throws Exception {
        byte[] whole = good().entry("data.txt", "words ".repeat(1000)).bytes();
        for (int at = 40; at < whole.length / 2; at += 131) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            assertThat(inspect(damaged).descriptor()).as("damaged at %d", at).isEmpty();
        }
    }

    @Test
    void aFileThatDoesNotExistIsRefused() {
        assertThat(ArtifactInspection.of(folder.resolve("none.jar"), TestRuntime.API)
                        .refusals())
                .extracting(Refusal::code)
                .containsExactly(RefusalCode.CORRUPT_JAR);
    }

    @Test
    void twoEntriesOfOneNameInTheDirectoryAreRefused() throws Exception {
        RawZip zip = RawZip.of(good()).entry("a.txt", new byte[1]).entry("a.txt", new byte[2]);

        assertThat(inspect(zip.bytes()).refusals()).extracting(Refusal::code).contains(RefusalCode.DUPLICATE_ENTRY);
    }

    @Test
    void twoManifestsThatDifferInCaseAreRefused() throws Exception {
        RawZip zip = RawZip.of(good()).entry("meta-inf/manifest.mf", new byte[1]);

        assertThat(inspect(zip.bytes()).refusals()).extracting(Refusal::code).contains(RefusalCode.DUPLICATE_ENTRY);
    }

    @Test
    void anEntryThatTheDirectoryHidesIsRefused() throws Exception {
        RawZip zip = RawZip.of(good());
        zip.local("acme/Hidden.class", classFile(61, 0));

        assertRefused(zip.bytes(), RefusalCode.CORRUPT_JAR, "acme/Hidden.class");
    }

    @Test
    void aHiddenSecondCopyOfAnEntryIsRefused() throws Exception {
        RawZip zip = RawZip.of(good());
        zip.local("acme/Greeting.class", classFile(61, 0));

        assertThat(inspect(zip.bytes()).refusals()).extracting(Refusal::code).contains(RefusalCode.DUPLICATE_ENTRY);
    }

    @Test
    void aDirectoryThatPointsToOtherContentsIsRefused() throws Exception {
        byte[] harmless = "harmless".getBytes(UTF_8);
        byte[] hostile = "hostile!".getBytes(UTF_8);
        RawZip zip = RawZip.of(good());
        int first = zip.local("a.txt", harmless);
        int second = zip.local("b.txt", hostile);
        zip.listed("a.txt", hostile, second).listed("b.txt", harmless, first);

        assertRefused(zip.bytes(), RefusalCode.CORRUPT_JAR, "disagree");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside.txt", "a/../../outside.txt", "C:/windows", "a\\b", "a\nb"})
    void anEntryThatLeadsOutOfTheJarIsRefused(String name) throws Exception {
        assertThat(inspect(RawZip.of(good()).entry(name, new byte[1]).bytes()).refusals())
                .extracting(Refusal::code)
                .contains(RefusalCode.UNSAFE_ENTRY);
    }

    @Test
    void aJarAboveTheSizeLimitIsRefusedUnread() {
        assertThat(inspect(good(), new ArtifactLimits(100, 1000, 1 << 20, 100)).refusals())
                .extracting(Refusal::code)
                .containsExactly(RefusalCode.TOO_LARGE);
    }

    @Test
    void aJarWithTooManyEntriesIsRefusedUnread() {
        assertThat(inspect(good(), new ArtifactLimits(1 << 20, 2, 1 << 20, 100)).refusals())
                .extracting(Refusal::code)
                .containsExactly(RefusalCode.TOO_LARGE);
    }

    @Test
    void anEntryThatInflatesTooMuchIsRefused() {
        PluginJar bomb = good().entry("zeros.bin", new byte[8 << 20]);

        assertThat(inspect(bomb, new ArtifactLimits(1 << 24, 100, 1 << 30, 200)).refusals())
                .extracting(Refusal::message)
                .singleElement()
                .asString()
                .contains("zeros.bin", "200");
    }

    @Test
    void aJarThatInflatesTooMuchInAllIsRefused() {
        PluginJar large = good().entry("a.bin", new byte[300_000]).entry("b.bin", new byte[300_000]);

        assertThat(inspect(large, new ArtifactLimits(1 << 24, 100, 500_000, 200))
                        .refusals())
                .extracting(Refusal::code)
                .containsExactly(RefusalCode.TOO_LARGE);
    }

    @Test
    void remnantsOfASignatureAreFine() {
        PluginJar signed = good().entry("META-INF/SIGNER.SF", "Signature-Version: 1.0\n\n")
                .entry("META-INF/SIGNER.RSA", new byte[10]);

        assertThat(inspect(signed).refusals()).isEmpty();
    }

    private static PluginJar good() {
        return PluginJar.greeter("hello", "1.0.0", "\"hello\"");
    }

    private static byte[] classFile(int major, int minor) {
        return ByteBuffer.allocate(10)
                .putInt(0xcafebabe)
                .putShort((short) minor)
                .putShort((short) major)
                .array();
    }

    private ArtifactInspection inspect(PluginJar jar) {
        return inspect(jar, ArtifactLimits.defaults());
    }

    private ArtifactInspection inspect(PluginJar jar, ArtifactLimits limits) {
        return ArtifactInspection.of(jar.write(folder), TestRuntime.API, limits);
    }

    private ArtifactInspection inspect(byte[] jar) throws IOException {
        return ArtifactInspection.of(Files.write(folder.resolve("raw.jar"), jar), TestRuntime.API);
    }

    private void assertRefused(PluginJar jar, RefusalCode code, String words) {
        assertRefused(inspect(jar), code, words);
    }

    private void assertRefused(byte[] jar, RefusalCode code, String words) throws IOException {
        assertRefused(inspect(jar), code, words);
    }

    private static void assertRefused(ArtifactInspection inspection, RefusalCode code, String words) {
        assertThat(inspection.descriptor()).isEqualTo(Optional.empty());
        assertThat(inspection.refusals()).extracting(Refusal::code).containsOnly(code);
        assertThat(inspection.refusals()).extracting(Refusal::message).anyMatch(message -> message.contains(words));
        assertThat(inspection.checks()).anyMatch(check -> !check.passed());
    }
}
