package com.adgenius.host.embedded.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadLogTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeThree() throws IOException {
        file = folder.resolve("log");
        try (WriteAheadLog log = WriteAheadLog.open(file, content -> {})) {
            for (String text : List.of("one", "two", "three")) {
                log.append(text.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(log.size()).isEqualTo(Files.size(file));
        }
    }

    @Test
    void readsWhatWasAppended() throws IOException {
        assertThat(read()).containsExactly("one", "two", "three");
    }

    @Test
    void cutsOffWhatIsNoWholeRecordWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        // The third record has a header of eight bytes and a content of five.
        for (int missing = 1; missing <= 13; missing++) {
            Files.write(file, Arrays.copyOf(whole, whole.length - missing));
            try (WriteAheadLog log = WriteAheadLog.open(file, content -> {})) {
                log.append("four".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(read()).containsExactly("one", "two", "four");
        }
    }

    @Test
    void stopsAtADamagedRecord() throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length - 1] ^= 1;
        Files.write(file, content);
        assertThat(read()).containsExactly("one", "two");
        Files.write(file, new byte[] {-1, -1, -1, -1, 0, 0, 0, 0, 1, 2, 3});
        assertThat(read()).isEmpty();
    }

    private List<String> read() throws IOException {
        List<String> read = new ArrayList<>();
        try (WriteAheadLog _ =
                WriteAheadLog.open(file, content -> read.add(new String(content, StandardCharsets.UTF_8)))) {
            return read;
        }
    }
}
