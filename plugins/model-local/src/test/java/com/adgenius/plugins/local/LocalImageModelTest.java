package com.adgenius.plugins.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.Blob;
import com.adgenius.plugin.Brief;
import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.ImageRequest;
import com.adgenius.plugin.ImageResponse;
import com.adgenius.plugin.PluginException;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugin.testkit.TestTenant;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalImageModelTest {

    private final LocalModelPlugin plugin = new LocalModelPlugin();
    private final LocalImageModel model = new LocalImageModel(plugin);
    private TestTenant tenant;

    @BeforeEach
    void start() throws Exception {
        plugin.start();
        plugin.probe();
        tenant = TestTenant.builder().build();
    }

    @AfterEach
    void stop() {
        tenant.close();
        plugin.stop();
    }

    @ParameterizedTest
    @CsvSource({"1200,628", "1080,1920", "300,300", "1200,300", "64,64"})
    void aPictureHasExactlyTheSizeAskedFor(int width, int height) throws Exception {
        ImageResponse response = draw(Briefs.of("running-shoe"), width, height, List.of());

        assertThat(response.image().mediaType()).isEqualTo("image/png");
        assertThat(response.image().size()).isBetween(100L, 1_000_000L);
        BufferedImage image = read(response);
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(response.description()).contains("A shoe for running", "Strida");
        assertThat(response.usage().model()).isEqualTo("local-template-1");
    }

    @Test
    void thePalettesLeadingColourFillsTheGround() throws Exception {
        assertThat(new Color(read(draw(Briefs.of("running-shoe"), 600, 314, List.of()))
                        .getRGB(2, 2)))
                .isEqualTo(new Color(0x0B1F3A));
    }

    @Test
    void aReferencePictureIsShownAndTheResultKeptAsJpeg() throws Exception {
        ImageResponse response = draw(Briefs.of("bakery"), 600, 314, List.of(blob("nonsense"), picture(Color.GREEN)));

        Color inPanel = new Color(read(response).getRGB(500, 157));
        assertThat(response.image().mediaType()).isEqualTo("image/jpeg");
        assertThat(inPanel.getGreen()).isGreaterThan(200);
        assertThat(inPanel.getBlue()).isLessThan(60);
    }

    @Test
    void theLogoTakesThePlaceOfTheBrandsName() throws Exception {
        Brief brief = Briefs.of("saas-invoices");
        BufferedImage without = read(draw(brief, 600, 314, List.of()));
        BufferedImage with = read(draw(MadeBriefs.withLogo(brief, picture(Color.RED)), 600, 314, List.of()));

        assertThat(count(without, Color.RED)).isZero();
        assertThat(count(with, Color.RED)).isGreaterThan(200);
    }

    @Test
    void aSizeThatCannotBeDrawnIsRefusedWithTheSizesThatCan() {
        assertThatThrownBy(() -> draw(Briefs.of("bakery"), 10_000, 100, List.of()))
                .isInstanceOfSatisfying(
                        PluginException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID_INPUT))
                .hasMessageContaining("64 to 4096");
    }

    private ImageResponse draw(Brief brief, int width, int height, List<Blob> references) throws Exception {
        return model.generate(
                new ImageRequest(brief, "not read", width, height, SafeArea.WHOLE, 1, references, Map.of()),
                tenant.context("model-local"));
    }

    private BufferedImage read(ImageResponse response) throws Exception {
        try (InputStream input = tenant.blobs().open(response.image())) {
            return ImageIO.read(input);
        }
    }

    private Blob blob(String text) throws Exception {
        return tenant.blobs().write("image/png", output -> output.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Blob picture(Color colour) throws Exception {
        BufferedImage image = new BufferedImage(120, 80, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 120; x++) {
                image.setRGB(x, y, colour.getRGB());
            }
        }
        return tenant.blobs().write("image/png", output -> ImageIO.write(image, "png", output));
    }

    private static int count(BufferedImage image, Color colour) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
            }
        }
        return count;
    }
}
