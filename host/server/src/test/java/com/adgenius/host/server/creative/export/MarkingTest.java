package com.adgenius.host.server.creative.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Marked media say how they came to be, and are what they were. */
class MarkingTest {

    private static final long MEBIBYTE = 1024 * 1024;

    private static Marking marking(String mediaType) {
        return Marking.of(mediaType).orElseThrow();
    }

    private static byte[] marked(String mediaType, byte[] file) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        marking(mediaType).copy(new ByteArrayInputStream(file), file.length, output);
        return output.toByteArray();
    }

    private static Marking.Opening opening(byte[] file) {
        return offset -> new ByteArrayInputStream(file, (int) offset, file.length - (int) offset);
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 40; x++) {
            image.setRGB(x, x % 30, new Color(6 * x, 255 - 6 * x, 90).getRGB());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private static byte[] video() throws IOException {
        try (InputStream input = Objects.requireNonNull(MarkingTest.class.getResourceAsStream("tiny.mp4"))) {
            return input.readAllBytes();
        }
    }

    private static int packets(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return text.split("digitalsourcetype/trainedAlgorithmicMedia", -1).length - 1;
    }

    @ParameterizedTest
    @CsvSource({"image/png, png", "image/jpeg, jpg"})
    void pictureStaysThePictureThatItWas(String mediaType, String format) throws IOException {
        byte[] before = picture(format);

        byte[] after = marked(mediaType, before);

        assertThat(packets(before)).isZero();
        assertThat(packets(after)).isEqualTo(1);
        assertThat(after).hasSize(before.length + marking(mediaType).growth());
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(after));
        BufferedImage original = ImageIO.read(new ByteArrayInputStream(before));
        assertThat(read.getRGB(0, 0, 40, 30, null, 0, 40)).isEqualTo(original.getRGB(0, 0, 40, 30, null, 0, 40));
        assertThat(marking(mediaType).look(opening(after), after.length)).contains(new Marking.Pixels(40, 30));
    }

    @ParameterizedTest
    @CsvSource({"image/png, png", "image/jpeg, jpg"})
    void pictureIsMarkedOnce(String mediaType, String format) throws IOException {
        byte[] once = marked(mediaType, picture(format));

        assertThat(marked(mediaType, once)).isEqualTo(once);
    }

    @Test
    void pngSaysItInTheChunkThatReadersLookFor() throws IOException {
        byte[] after = marked("image/png", picture("png"));

        ByteBuffer chunk = ByteBuffer.wrap(after).position(8 + 12 + 13);
        int length = chunk.getInt();
        byte[] content = new byte[4 + length];
        chunk.get(content);
        assertThat(new String(content, StandardCharsets.UTF_8)).startsWith("iTXtXML:com.adobe.xmp\0\0\0\0\0<?xpacket");
        java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
        checksum.update(content);
        assertThat(Integer.toUnsignedLong(chunk.getInt())).isEqualTo(checksum.getValue());
    }

    @Test
    void jpegSaysItAfterTheSegmentOfJfif() throws IOException {
        byte[] after = marked("image/jpeg", picture("jpg"));

        int jfif = 4 + (((after[4] & 0xFF) << 8) | (after[5] & 0xFF));
        assertThat(after[2] & 0xFF).isEqualTo(0xFF);
        assertThat(after[3] & 0xFF).isEqualTo(0xE0);
        assertThat(new String(after, jfif, 33, StandardCharsets.ISO_8859_1)).contains("http://ns.adobe.com/xap/1.0/");
        assertThat(after[jfif + 1] & 0xFF).isEqualTo(0xE1);
    }

    @Test
    void videoKeepsEachByteAndGetsABoxAtItsEnd(@TempDir Path folder) throws Exception {
        byte[] before = video();

        byte[] after = marked("video/mp4", before);

        assertThat(after)
                .startsWith(before)
                .hasSize(before.length + marking("video/mp4").growth());
        assertThat(packets(after)).isEqualTo(1);
        assertThat(new String(after, before.length + 4, 4, StandardCharsets.ISO_8859_1))
                .isEqualTo("uuid");
        assertThat(after[before.length + 8] & 0xFF).isEqualTo(0xBE);
        Path file = Files.write(folder.resolve("marked.mp4"), after);
        Assumptions.assumeTrue(present(), "ffprobe is not here; on Debian: apt-get install ffmpeg");
        assertThat(probe(file)).isEqualTo("h264,32,32,5");
    }

    @Test
    void videoIsMarkedOnceThoughItWasMarkedBefore(@TempDir Path folder) throws Exception {
        byte[] twice = marked("video/mp4", marked("video/mp4", video()));

        assertThat(new String(twice, StandardCharsets.ISO_8859_1).split("uuid", -1))
                .hasSize(2);
        Assumptions.assumeTrue(present(), "ffprobe is not here; on Debian: apt-get install ffmpeg");
        assertThat(probe(Files.write(folder.resolve("twice.mp4"), twice))).isEqualTo("h264,32,32,5");
    }

    @Test
    void videoWhoseLastBoxGoesToTheEndSaysItsLength(@TempDir Path folder) throws Exception {
        byte[] open = video();
        int last = 0;
        for (int at = 0; at < open.length; at += ByteBuffer.wrap(open).getInt(at)) {
            last = at;
        }
        byte[] length = Arrays.copyOfRange(open, last, last + 4);
        ByteBuffer.wrap(open).putInt(last, 0);

        byte[] after = marked("video/mp4", open);

        assertThat(Arrays.copyOfRange(after, last, last + 4)).isEqualTo(length);
        Assumptions.assumeTrue(present(), "ffprobe is not here; on Debian: apt-get install ffmpeg");
        assertThat(probe(Files.write(folder.resolve("open.mp4"), after))).isEqualTo("h264,32,32,5");
    }

    @Test
    void bigVideoGoesThroughWithoutBeingHeld() throws IOException {
        long media = 5_000 * MEBIBYTE;
        byte[] head = ByteBuffer.allocate(16 + 8 + 16)
                .putInt(16)
                .put("ftypisom".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(0)
                .putInt(8)
                .put("moov".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(1)
                .put("mdat".getBytes(StandardCharsets.ISO_8859_1))
                .putLong(16 + media)
                .array();
        Counting output = new Counting();

        marking("video/mp4")
                .copy(
                        new SequenceInputStream(new ByteArrayInputStream(head), new Zeros()),
                        head.length + media,
                        output);

        assertThat(output.count)
                .isEqualTo(head.length + media + marking("video/mp4").growth());
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/jpeg", "video/mp4"})
    void refusesWhatIsNotWhatItSays(String mediaType) {
        byte[] noise =
                "This is a text and nothing else, whatever its media type says.".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> marking(mediaType).look(opening(noise), noise.length))
                .isInstanceOf(UnmarkableException.class);
    }

    @Test
    void refusesWhatIsTorn() throws IOException {
        byte[] png = picture("png");
        byte[] torn = Arrays.copyOf(png, png.length - 20);
        byte[] video = video();
        byte[] tornVideo = Arrays.copyOf(video, video.length - 20);

        assertThatThrownBy(() -> marking("image/png").look(opening(torn), torn.length))
                .isInstanceOf(UnmarkableException.class)
                .hasMessageContaining("ends too early");
        assertThatThrownBy(() -> marking("video/mp4").look(opening(tornVideo), tornVideo.length))
                .isInstanceOf(UnmarkableException.class)
                .hasMessageContaining("ends after the file");
    }

    @Test
    void hasNoneForOtherMedia() {
        assertThat(Marking.of("image/webp")).isEmpty();
        assertThat(Marking.of("video/webm")).isEmpty();
    }

    private static boolean present() throws InterruptedException {
        try {
            return new ProcessBuilder("ffprobe", "-version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** Reads every frame; what ffprobe complains of is part of the answer. */
    private static String probe(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        "ffprobe",
                        "-v",
                        "error",
                        "-count_frames",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=codec_name,width,height,nb_read_frames",
                        "-of",
                        "csv=p=0",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static final class Zeros extends InputStream {

        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return length;
        }
    }

    private static final class Counting extends OutputStream {

        private long count;

        @Override
        public void write(int value) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
