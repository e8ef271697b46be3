package com.adgenius.plugins.local.picture;

import java.awt.Color;
import java.util.Comparator;
import java.util.List;

/**
 * The colours of one picture. Text keeps a contrast of at least 4.5 to what it stands on.
 *
 * @param ground behind the text
 * @param ink of the headline
 * @param soft of smaller text
 * @param kicker of the words above the headline
 * @param button the button's
 * @param onButton of the button's text
 * @param panel behind the illustration
 * @param shape of large shapes on the panel
 * @param second of other shapes on the panel
 * @param shade of a pictogram's surfaces
 * @param line of a pictogram's lines
 */
record Scheme(
        Color ground,
        Color ink,
        Color soft,
        Color kicker,
        Color button,
        Color onButton,
        Color panel,
        Color shape,
        Color second,
        Color shade,
        Color line) {

    private static final double APART = 1.9;

    /** The scheme of a variant: dark and light grounds take turns, begun as the brand's first colour is. */
    static Scheme of(Palette palette, int variant) {
        int turn = Math.floorMod(variant - 1 + (palette.leadsDark() ? 0 : 1), 3);
        return switch (turn) {
            case 0 -> scheme(palette.dark(), palette.light(), palette.accent(), palette.accent(), palette);
            case 1 -> scheme(palette.light(), palette.dark(), palette.accent(), palette.dark(), palette);
            default -> scheme(palette.light(), palette.dark(), palette.dark(), palette.accent(), palette);
        };
    }

    private static Scheme scheme(Color ground, Color ink, Color wishedButton, Color panel, Palette palette) {
        Color button = Tone.contrast(wishedButton, ground) >= APART ? wishedButton : ink;
        boolean darkPanel = Tone.contrast(panel, palette.light()) >= Tone.contrast(panel, palette.dark());
        Color shape = panel.equals(palette.accent())
                ? palette.light()
                : Tone.contrast(panel, palette.accent()) >= 1.5
                        ? palette.accent()
                        : Tone.mix(panel, darkPanel ? palette.light() : palette.dark(), darkPanel ? 0.22 : 0.16);
        Color second = Tone.mix(panel, darkPanel ? palette.light() : Color.WHITE, darkPanel ? 0.16 : 0.3);
        Color shade = Tone.contrast(shape, palette.light()) >= 1.5 ? palette.light() : palette.accent();
        Color line = Tone.contrast(shape, palette.dark()) >= 2.2 ? palette.dark() : palette.light();
        if (Tone.contrast(shade, line) < APART) {
            shade = Tone.mix(shape, line, 0.25);
        }
        return new Scheme(
                ground,
                ink,
                readable(Tone.mix(ink, ground, 0.24), ground, ink),
                readable(palette.accent(), ground, ink),
                button,
                onto(button, palette),
                panel,
                shape,
                second,
                shade,
                line);
    }

    /** The colour, moved towards the other until it can be read on the ground. */
    private static Color readable(Color color, Color ground, Color towards) {
        Color readable = color;
        for (int i = 0; i < 10 && Tone.contrast(readable, ground) < Tone.READABLE; i++) {
            readable = Tone.mix(readable, towards, 0.3);
        }
        return Tone.contrast(readable, ground) >= Tone.READABLE ? readable : towards;
    }

    /** What can be read on a colour: the palette's own where it can, else black or white. */
    static Color onto(Color ground, Palette palette) {
        return List.of(palette.light(), palette.dark()).stream()
                .filter(color -> Tone.contrast(color, ground) >= Tone.READABLE)
                .max(Comparator.comparingDouble(color -> Tone.contrast(color, ground)))
                .orElseGet(() -> {
                    boolean towardsWhite = Tone.contrast(Color.WHITE, ground) >= Tone.READABLE;
                    return readable(
                            towardsWhite ? palette.light() : palette.dark(),
                            ground,
                            towardsWhite ? Color.WHITE : Color.BLACK);
                });
    }
}
