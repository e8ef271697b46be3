package com.adgenius.plugins.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Mp4ReaderTest {

    @Test
    void readsAFileOfARealEncoder() throws Exception {
        try (InputStream input = Mp4ReaderTest.class.getResourceAsStream("square.mp4")) {
            assertThat(read(input.readAllBytes())).isEqualTo(new Mp4(640, 640, Duration.ofSeconds(6), "avc1"));
        }
    }

    @Test
    void readsBothVersionsOfTimesAndAppliesRotation() throws Exception {
        assertThat(read(Mp4Files.file().size(1080, 1920).seconds(7.4).bytes()))
                .isEqualTo(new Mp4(1080, 1920, Duration.ofMillis(7400), "avc1"));
        assertThat(read(Mp4Files.file().size(1080, 1920).longTimes().turned().bytes()))
                .isEqualTo(new Mp4(1080, 1920, Duration.ofSeconds(6), "avc1"));
    }

    @Test
    void refusesWhatIsNoWholeMp4() {
        byte[] whole = Mp4Files.file().bytes();

        assertUnfit(new byte[0], "is torn");
        assertUnfit("GIF89a and more".getBytes(StandardCharsets.US_ASCII), "is no MP4 file");
        assertUnfit(Arrays.copyOf(whole, whole.length - 1), "ends after the file");
        assertUnfit(Arrays.copyOf(whole, 60), "ends after the file");
        assertUnfit(Arrays.copyOf(whole, whole.length + 3), "bytes are left");
        assertUnfit(Mp4Files.file().media(0).bytes(), "no media");
        assertUnfit(Mp4Files.concat(Arrays.copyOf(whole, 20), Mp4Files.box("moof", new byte[8])), "is fragmented");
    }

    @Test
    void refusesAStreamThatEndsBeforeItsSize() {
        byte[] whole = Mp4Files.file().bytes();

        assertThatThrownBy(() -> Mp4Reader.read(new ByteArrayInputStream(whole, 0, 2000), whole.length))
                .isInstanceOf(UnfitVideoException.class)
                .hasMessageContaining("it ends before its last box does");
    }

    @Test
    void refusesAFileThatLiesOrShowsNothing() {
        assertUnfit(Mp4Files.file().headerSeconds(60).bytes(), "another length");
        assertUnfit(Mp4Files.file().seconds(0).bytes(), "has no pictures");
        assertUnfit(Mp4Files.file().handler("soun").bytes(), "has no video track");
        assertUnfit(Mp4Files.file().size(0, 1080).bytes(), "has no width");
    }

    @Test
    void whateverTheBytesItReadsOrRefuses() throws Exception {
        Random random = new Random(5);
        byte[] whole = Mp4Files.file().media(64).bytes();
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] changed =
                    Arrays.copyOf(whole, random.nextInt(10) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int flips = random.nextInt(6); flips > 0 && changed.length > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(read(changed).width()).isPositive();
                read++;
            } catch (UnfitVideoException e) {
                refused++;
            }
        }
        assertThat(read).isGreaterThan(1000);
        assertThat(refused).isGreaterThan(1000);
    }

    private static void assertUnfit(byte[] bytes, String reason) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(UnfitVideoException.class)
                .hasMessageContaining(reason);
    }

    private static Mp4 read(byte[] bytes) throws UnfitVideoException, IOException {
        return Mp4Reader.read(new ByteArrayInputStream(bytes), bytes.length);
    }
}
