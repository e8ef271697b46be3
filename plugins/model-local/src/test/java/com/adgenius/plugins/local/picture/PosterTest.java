package com.adgenius.plugins.local.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.adgenius.plugin.Brief;
import com.adgenius.plugin.SafeArea;
import com.adgenius.plugin.testkit.Briefs;
import com.adgenius.plugins.local.copy.Copywriter;
import com.adgenius.plugins.local.font.Fonts;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PosterTest {

    private static final SafeArea STORIES = new SafeArea(0.14, 0.06, 0.2, 0.06);
    private static final List<Canvas> CANVASES = List.of(
            new Canvas(1200, 628, SafeArea.WHOLE),
            new Canvas(1080, 1080, new SafeArea(0.1, 0.1, 0.1, 0.1)),
            new Canvas(960, 1200, SafeArea.WHOLE),
            new Canvas(1080, 1920, STORIES),
            new Canvas(1200, 300, SafeArea.WHOLE),
            new Canvas(320, 180, SafeArea.WHOLE));

    private static Fonts fonts;

    @BeforeAll
    static void openFonts() throws IOException {
        fonts = Fonts.open();
    }

    @AfterAll
    static void closeFonts() {
        fonts.close();
    }

    static List<Briefs.Named> briefs() {
        return Briefs.all();
    }

    @ParameterizedTest
    @MethodSource("briefs")
    void whatMustBeSeenStaysInTheSafeAreaAndApart(Briefs.Named named) throws Exception {
        for (Canvas canvas : CANVASES) {
            for (int variant = 1; variant <= 4; variant++) {
                Poster poster = poster(named.brief(), canvas, variant);
                Rectangle2D safe = canvas.safe();
                Rectangle2D allowed = new Rectangle2D.Double(
                        safe.getX() - 2, safe.getY() - 2, safe.getWidth() + 4, safe.getHeight() + 4);
                assertThat(poster.parts())
                        .as("%s %s %d", named, canvas, variant)
                        .isNotEmpty()
                        .allMatch(part -> allowed.contains(part.bounds()));
                for (Part one : poster.parts()) {
                    assertThat(poster.parts().stream()
                                    .filter(other ->
                                            other != one && other.bounds().intersects(inside(one.bounds()))))
                            .as("%s %s %d: %s", named, canvas, variant, one.role())
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("briefs")
    void noPixelOfTextFallsOnACoveredMargin(Briefs.Named named) throws Exception {
        Canvas canvas = new Canvas(540, 960, STORIES);
        Poster poster = poster(named.brief(), canvas, 1);
        Poster bare = new Poster(
                canvas,
                poster.scheme(),
                poster.illustration(),
                poster.stage(),
                poster.panel(),
                poster.corner(),
                poster.photo(),
                List.of());
        BufferedImage withText = poster.image();
        BufferedImage without = bare.image();
        int written = 0;
        for (int y = 0; y < 960; y++) {
            for (int x = 0; x < 540; x++) {
                if (withText.getRGB(x, y) != without.getRGB(x, y)) {
                    written++;
                    assertThat(y).isBetween((int) (960 * 0.14), (int) (960 * 0.8));
                    assertThat(x).isBetween((int) (540 * 0.06), (int) (540 * 0.94));
                }
            }
        }
        assertThat(written).isGreaterThan(2000);
    }

    @ParameterizedTest
    @MethodSource("briefs")
    void everyTextCanBeReadOnWhatItStandsOn(Briefs.Named named) throws Exception {
        for (int variant = 1; variant <= 3; variant++) {
            for (Part part : poster(named.brief(), CANVASES.getFirst(), variant).parts()) {
                if (part instanceof Part.Words words) {
                    assertThat(Tone.contrast(words.colour(), words.ground()))
                            .as("%s %d %s", named, variant, words.role())
                            .isGreaterThanOrEqualTo(Tone.READABLE);
                } else if (part instanceof Part.Button button) {
                    assertThat(Tone.contrast(button.text(), button.colour()))
                            .as("%s %d button", named, variant)
                            .isGreaterThanOrEqualTo(Tone.READABLE);
                }
            }
        }
    }

    @Test
    void contrastIsReckonedAsTheGuidelineSays() {
        assertThat(Tone.contrast(Color.BLACK, Color.WHITE)).isEqualTo(21);
        assertThat(Tone.contrast(new Color(0x777777), Color.WHITE)).isLessThan(Tone.READABLE);
        assertThat(Tone.contrast(new Color(0x767676), Color.WHITE)).isGreaterThan(Tone.READABLE);
    }

    @Test
    void anyPaletteGivesReadableColours() {
        for (List<String> colours : List.of(
                List.<String>of(),
                List.of("#808080"),
                List.of("#ffffff"),
                List.of("#000000"),
                List.of("#ff0000", "#00ff00", "#0000ff"),
                List.of("#777777", "#7f7f7f"),
                List.of("not-a-colour", "#ffee00"))) {
            for (int variant = 1; variant <= 3; variant++) {
                Scheme scheme = Scheme.of(Palette.of(colours, 0), variant);
                assertThat(List.of(scheme.ink(), scheme.soft(), scheme.kicker()))
                        .as("%s %d", colours, variant)
                        .allMatch(colour -> Tone.contrast(colour, scheme.ground()) >= Tone.READABLE);
                assertThat(Tone.contrast(scheme.onButton(), scheme.button())).isGreaterThanOrEqualTo(Tone.READABLE);
            }
        }
    }

    @Test
    void thePictogramIsOfWhatIsSold() {
        assertThat(List.of("running-shoe", "bakery", "saas-invoices", "matcha-jp", "gym-ar", "long").stream()
                        .map(Briefs::of)
                        .map(brief -> Pictogram.of(brief.prompt(), brief.brand().description())
                                .name()))
                .containsExactly("sneaker-move", "bread", "invoice", "coffee", "barbell", "books");
        assertThat(Pictogram.of("Zzyzx", "").name()).isEqualTo("sparkle");
    }

    @Test
    void theSameVariantIsTheSamePictureAndAnotherIsAnother() throws Exception {
        Brief brief = Briefs.of("bakery");
        Canvas canvas = new Canvas(600, 314, SafeArea.WHOLE);

        assertThat(pixels(poster(brief, canvas, 1))).isEqualTo(pixels(poster(brief, canvas, 1)));
        assertThat(pixels(poster(brief, canvas, 1))).isNotEqualTo(pixels(poster(brief, canvas, 2)));
    }

    private static Poster poster(Brief brief, Canvas canvas, int variant) throws Exception {
        return new Designer(fonts, brief, canvas, variant, 0)
                .design(new Copywriter(brief, variant, 0).poster(), Optional.empty(), Optional.empty());
    }

    private static Rectangle2D inside(Rectangle2D bounds) {
        double by = Math.min(bounds.getWidth(), bounds.getHeight()) * 0.14;
        return new Rectangle2D.Double(
                bounds.getX() + by, bounds.getY() + by, bounds.getWidth() - 2 * by, bounds.getHeight() - 2 * by);
    }

    private static int[] pixels(Poster poster) {
        BufferedImage image = poster.image();
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
