package com.adgenius.plugins.local.font;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FontsTest {

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    @ParameterizedTest
    @EnumSource(Typeface.class)
    void everyCharacterOfTheLanguagesInUseLeavesInk(Typeface typeface) throws Exception {
        String text = "AzÄÖÜäöüßéñøłő€&%?0123456789нЯΩλمجانيةًّ٣茶葉堂新抹限定販売京都専門店珈琲餃ぁんアンー";
        try (Fonts fonts = Fonts.open()) {
            for (int codePoint : text.codePoints().toArray()) {
                if (Character.getType(codePoint) != Character.NON_SPACING_MARK) {
                    assertThat(ink(fonts, Character.toString(codePoint), typeface))
                            .as(Character.toString(codePoint))
                            .isPositive();
                }
            }
        }
    }

    @Test
    void japaneseThatIsSpreadOverTwoFontsIsDrawnWhole() throws Exception {
        try (Fonts fonts = Fonts.open()) {
            int apart = 0;
            for (String character : "京都の抹茶専門店".split("")) {
                apart += ink(fonts, character, Typeface.TEXT);
            }
            assertThat(ink(fonts, "京都の抹茶専門店", Typeface.TEXT)).isCloseTo(apart, within(apart / 10));
        }
    }

    @Test
    void aCharacterThatNoFontHasIsAnErrorThatNamesAPackage() throws Exception {
        try (Fonts fonts = Fonts.open()) {
            assertThatThrownBy(() -> ink(fonts, "\uDBBF\uDFFD", Typeface.TEXT))
                    .isInstanceOfSatisfying(
                            PluginException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.MISSING_RESOURCE))
                    .hasMessageContaining("fonts-noto-cjk");
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {120, 260, 700})
    void aTextIsSetWithinItsRoom(float width) throws Exception {
        try (Fonts fonts = Fonts.open()) {
            for (String text :
                    List.of("A quiet cabin by a frozen lake", "新茶の抹茶ラテ、今月だけの限定販売", "اشتراك شهري في صالة رياضية")) {
                TextBlock block = TextBlock.fit(
                        fonts, text, Typeface.SANS_DISPLAY, Locale.ROOT, new TextBlock.Fit(width, 300, 5, 90, 8, 1.1f));
                assertThat(block.width()).isLessThanOrEqualTo(width + 1);
                assertThat(block.lines()).hasSizeLessThanOrEqualTo(5);
            }
        }
    }

    @Test
    void japaneseIsNotBrokenInsideAWord() {
        assertThat(Wrapping.pieces("新茶の抹茶ラテ、今月だけの限定販売", Locale.JAPAN)).containsExactly("新茶の", "抹茶ラテ、", "今月だけの", "限定販売");
    }

    @Test
    void closingLeavesNothingAndOpeningRemovesWhatADeadProcessLeft() throws Exception {
        Path left = Files.createDirectories(TEMPORARY.resolve("adgenius-model-local-999999999-left"));
        Files.writeString(left.resolve("Inter-Bold.ttf"), "cut short");

        Fonts fonts = Fonts.open();
        ink(fonts, "A茶", Typeface.TEXT);
        assertThat(own()).hasSize(1);
        fonts.close();

        assertThat(own()).isEmpty();
        assertThat(left).doesNotExist();
    }

    private static List<Path> own() throws IOException {
        String prefix = "adgenius-model-local-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> files = Files.list(TEMPORARY)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    private static Offset<Integer> within(int pixels) {
        return Offset.offset(pixels);
    }

    private static int ink(Fonts fonts, String text, Typeface typeface) throws PluginException {
        TextBlock block =
                TextBlock.fit(fonts, text, typeface, Locale.ROOT, new TextBlock.Fit(900, 90, 1, 40, 10, 1.1f));
        BufferedImage image = new BufferedImage(1000, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        block.draw(graphics, 20, 20, 960);
        graphics.dispose();
        int ink = 0;
        for (int pixel : image.getRGB(0, 0, 1000, 100, null, 0, 1000)) {
            ink += (pixel & 0xFF) > 127 ? 1 : 0;
        }
        return ink;
    }
}
