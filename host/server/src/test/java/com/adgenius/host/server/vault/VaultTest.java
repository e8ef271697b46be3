package com.adgenius.host.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.adgenius.host.server.vault.VaultException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {

    @TempDir
    Path folder;

    private Vault vault() {
        return Vault.open(Optional.empty(), folder.resolve("master.key"));
    }

    @Test
    void opensWhatItSealedAfterARestart() {
        String sealed = vault().seal("tenant/acme/key", "s3cret – ключ");

        assertThat(sealed).startsWith("v1:").doesNotContain("s3cret");
        assertThat(vault().open("tenant/acme/key", sealed)).isEqualTo("s3cret – ключ");
    }

    @Test
    void neverSealsToTheSameTextTwice() {
        Vault vault = vault();

        assertThat(vault.seal("context", "secret")).isNotEqualTo(vault.seal("context", "secret"));
    }

    @Test
    void refusesASecretThatWasMovedToAnotherContext() {
        String sealed = vault().seal("tenant/acme/key", "secret");

        assertThatExceptionOfType(VaultException.class)
                .isThrownBy(() -> vault().open("tenant/other/key", sealed))
                .matches(e -> e.code() == Code.CANNOT_OPEN)
                .withMessageNotContaining("secret\"");
    }

    @Test
    void refusesASecretThatWasChangedOrCut() {
        String sealed = vault().seal("context", "secret");
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(3));
        bytes[bytes.length - 1] ^= 1;

        for (String bad : new String[] {
            "v1:" + Base64.getEncoder().encodeToString(bytes), "v1:AAAA", "v1:", "", "v2:" + sealed.substring(3)
        }) {
            assertThatExceptionOfType(VaultException.class)
                    .isThrownBy(() -> vault().open("context", bad))
                    .matches(e -> e.code() == Code.CANNOT_OPEN);
        }
    }

    @Test
    void keepsItsKeyInAFileThatOnlyItsOwnerReads() throws Exception {
        vault();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void saysWhichKeyIsUnusable() throws Exception {
        Files.writeString(folder.resolve("master.key"), "short");

        assertThatExceptionOfType(VaultException.class)
                .isThrownBy(this::vault)
                .withMessageContaining("master.key")
                .matches(e -> e.code() == Code.MASTER_KEY_UNUSABLE);
        assertThatExceptionOfType(VaultException.class)
                .isThrownBy(() -> Vault.open(Optional.of("AAAA"), folder.resolve("master.key")))
                .withMessageContaining("ADGENIUS_MASTER_KEY");
    }

    @Test
    void prefersTheKeyOfTheEnvironment() {
        Optional<String> key = Optional.of(Base64.getEncoder().encodeToString(new byte[32]));
        Vault vault = Vault.open(key, folder.resolve("none.key"));

        assertThat(vault.open("context", vault.seal("context", "secret"))).isEqualTo("secret");
        assertThat(folder.resolve("none.key")).doesNotExist();
    }
}
