package com.adgenius.plugins.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.testkit.TestTenant;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFinishTest {

    private static final FormatCatalog CATALOG = FormatCatalog.load();

    private TestTenant tenant;

    @BeforeEach
    void open() {
        tenant = TestTenant.builder().build();
    }

    @AfterEach
    void close() {
        tenant.close();
    }

    @ParameterizedTest
    @CsvSource({
        "display_1.91x1, 1200, 628, png",
        "display_1.91x1, 1344, 768, png",
        "display_1.91x1, 1376, 768, jpeg",
        "pmax_4x5, 864, 1184, png",
        "pmax_1x1, 1024, 1024, jpeg",
        "meta_stories_9x16, 768, 1376, jpeg",
        "meta_stories_9x16, 2160, 3840, png",
        "meta_feed_4x5, 896, 1152, png",
        "meta_feed_4x5, 1024, 1536, png",
        "meta_stories_9x16, 1024, 1536, png",
        "display_1.91x1, 1536, 1024, jpeg",
        "meta_feed_1x1, 4096, 4096, jpeg",
    })
    void makesExactlyTheFormatsSize(String id, int width, int height, String type) throws Exception {
        PictureFormat format = format(id);

        byte[] finished = finish(Pictures.bytes(Pictures.plain(width, height), type), format);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(finished));
        assertThat(image.getWidth()).isEqualTo(format.width());
        assertThat(image.getHeight()).isEqualTo(format.height());
        assertThat(finished.length).isLessThanOrEqualTo((int) format.maxBytes());
        assertNear(image.getRGB(10, 10), 0x0B1F3A);
        assertNear(image.getRGB(format.width() - 10, format.height() - 10), 0xFF5A1F);
    }

    @ParameterizedTest
    @CsvSource({
        "meta_stories_9x16, 1080, 1080, has a wrong ratio",
        "meta_stories_9x16, 1920, 1080, has a wrong ratio",
        "display_1.91x1, 1200, 1200, has a wrong ratio",
        "meta_feed_1x1, 1200, 900, has a wrong ratio",
        "meta_feed_4x5, 1024, 768, has a wrong ratio",
        "pmax_1x1, 599, 599, is too small",
        "display_1.91x1, 64, 32, is too small",
    })
    void refusesWhatWouldHaveToBeMaimed(String id, int width, int height, String reason) throws Exception {
        byte[] made = Pictures.bytes(Pictures.plain(width, height), "png");

        assertThatThrownBy(() -> finish(made, format(id)))
                .isInstanceOf(UnfitPictureException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(width + " × " + height);
    }

    @ParameterizedTest
    @CsvSource({"30000, 30000", "2147483647, 2147483647", "16385, 2", "6000, 6000", "0, 5"})
    void refusesABombByItsHeader(int width, int height) throws Exception {
        byte[] bomb = Pictures.pngBomb(width, height);

        assertThatThrownBy(() -> finish(bomb, format("pmax_1x1"))).isInstanceOf(UnfitPictureException.class);
    }

    @Test
    void aCommentThatSwellsCostsNothing() throws Exception {
        byte[] finished = finish(Pictures.pngWithSwellingComment(300_000_000), format("pmax_1x1"));

        assertThat(ImageIO.read(new ByteArrayInputStream(finished)).getRGB(600, 600) & 0xFFFFFF)
                .isEqualTo(0x010203);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void refusesATornFile(String type) throws Exception {
        byte[] torn = Pictures.truncated(Pictures.bytes(Pictures.noise(1200, 1200, new Random(1)), type));

        assertThatThrownBy(() -> finish(torn, format("pmax_1x1"))).isInstanceOf(UnfitPictureException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GIF89a",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "\u0089PNG\r\n\u001a\n",
                "RIFF....WEBP"
            })
    void refusesWhatIsNoPngOrJpeg(String bytes) {
        assertThatThrownBy(() -> finish(bytes.getBytes(StandardCharsets.ISO_8859_1), format("pmax_1x1")))
                .isInstanceOf(UnfitPictureException.class);
    }

    @Test
    void leavesNoMetadataBehind() throws Exception {
        byte[] png = Pictures.withPngText(Pictures.bytes(Pictures.plain(1200, 1200), "png"), "a secret place");
        byte[] jpeg = Pictures.withExif(Pictures.bytes(Pictures.plain(1200, 1200), "jpeg"), "a secret place");

        assertThat(new String(png, StandardCharsets.ISO_8859_1)).contains("a secret place");
        assertThat(new String(finish(png, format("pmax_1x1")), StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
        assertThat(new String(finish(jpeg, format("pmax_1x1")), StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
    }

    @Test
    void putsTransparentPartsOverWhiteAndKeepsGrey() throws Exception {
        BufferedImage clear = Pictures.halves(1200, 1200, 0x00000000, 0xFF204060, BufferedImage.TYPE_INT_ARGB);
        BufferedImage grey = new BufferedImage(1200, 1200, BufferedImage.TYPE_BYTE_GRAY);
        byte[] samples = new byte[1200 * 1200];
        Arrays.fill(samples, (byte) 100);
        grey.getRaster().setDataElements(0, 0, 1200, 1200, samples);

        BufferedImage overWhite =
                ImageIO.read(new ByteArrayInputStream(finish(Pictures.bytes(clear, "png"), format("pmax_1x1"))));
        BufferedImage stillGrey =
                ImageIO.read(new ByteArrayInputStream(finish(Pictures.bytes(grey, "png"), format("pmax_1x1"))));

        assertNear(overWhite.getRGB(10, 10), 0xFFFFFF);
        assertNear(overWhite.getRGB(1100, 10), 0x204060);
        assertNear(stillGrey.getRGB(10, 10), 0x646464);
    }

    @Test
    void fallsBackToLighterJpegAndThenRefuses() throws Exception {
        Random random = new Random(2);
        int[] rgb = random.ints(400 * 400, 0, 0x1000000).toArray();
        Pixels noise = new Pixels(400, 400, rgb);

        assertThat(PictureWriter.write(noise, false, 1_000_000).mediaType()).isEqualTo("image/png");
        assertThat(PictureWriter.write(noise, false, 150_000)).satisfies(encoded -> {
            assertThat(encoded.mediaType()).isEqualTo("image/jpeg");
            assertThat(encoded.bytes().size()).isLessThanOrEqualTo(150_000);
        });
        assertThatThrownBy(() -> PictureWriter.write(noise, false, 1000))
                .isInstanceOf(UnfitPictureException.class)
                .hasMessageContaining("heavier than 1000 bytes");
    }

    @Test
    void whateverTheBytesTheResultFitsOrIsRefused() throws Exception {
        Random random = new Random(3);
        PictureFormat format = format("pmax_1x1");
        int finished = 0;
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            BufferedImage image = Pictures.plain(598 + random.nextInt(30), 598 + random.nextInt(30));
            byte[] bytes = Pictures.bytes(image, i % 2 == 0 ? "png" : "jpeg");
            for (int flips = random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                BufferedImage result = ImageIO.read(new ByteArrayInputStream(finish(bytes, format)));
                assertThat(result.getWidth() + "x" + result.getHeight()).isEqualTo("1200x1200");
                finished++;
            } catch (UnfitPictureException e) {
                refused++;
            }
        }
        assertThat(finished).isGreaterThan(5);
        assertThat(refused).isGreaterThan(5);
    }

    private byte[] finish(byte[] made, PictureFormat format) throws Exception {
        Blob blob = tenant.blobs().write("image/png", output -> output.write(made));
        Blob finished = PictureFinish.finish(blob, format, tenant.blobs());
        try (InputStream input = tenant.blobs().open(finished)) {
            return input.readAllBytes();
        }
    }

    private static PictureFormat format(String id) {
        return CATALOG.find(id).orElseThrow();
    }

    private static void assertNear(int actual, int expected) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(Math.abs((actual >> shift & 0xFF) - (expected >> shift & 0xFF)))
                    .as("%06x near %06x", actual & 0xFFFFFF, expected)
                    .isLessThanOrEqualTo(12);
        }
    }
}
