package com.adgenius.host.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkStreamsTest {

    private static final int CHUNK = 16;

    private final List<Document> chunks = new ArrayList<>();

    private ChunkOutputStream output(long limit) {
        return new ChunkOutputStream("file", limit, CHUNK, chunks::add);
    }

    private ChunkInputStream input(long length, long from) {
        StoredFile file = new StoredFile("file", length, CHUNK, "", Instant.EPOCH, new Document());
        return new ChunkInputStream(
                file,
                from,
                number -> chunks.stream()
                        .filter(chunk -> chunk.getInteger("n") == number)
                        .findFirst());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 32, 100})
    void readsWhatWasWrittenFromEveryOffset(int length) throws Exception {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        ChunkOutputStream output = output(length);
        output.write(bytes);
        output.finish();

        assertThat(output.length()).isEqualTo(length);
        assertThat(output.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        for (int from = 0; from <= length + 1; from++) {
            assertThat(input(length, from).readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(bytes, Math.min(from, length), length));
        }
    }

    @Test
    void refusesMoreThanTheLimitBeforeItIsStored() throws Exception {
        ChunkOutputStream output = output(20);
        output.write(new byte[20]);

        assertThatExceptionOfType(FileTooLargeException.class)
                .isThrownBy(() -> output.write(1))
                .withMessageContaining("20 bytes");
        assertThat(chunks).hasSize(1);
    }

    @Test
    void reportsAChunkThatIsMissingOrCut() throws Exception {
        ChunkOutputStream output = output(40);
        output.write(new byte[40]);
        output.finish();

        chunks.removeIf(chunk -> chunk.getInteger("n") == 1);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> input(40, 0).readAllBytes())
                .withMessageContaining("chunk 1");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ChunkInputStream(
                                new StoredFile("file", 40, CHUNK, "", Instant.EPOCH, new Document()),
                                33,
                                _ -> Optional.of(chunks.getFirst()))
                        .readAllBytes())
                .withMessageContaining("chunk 2");
    }
}
