package com.adgenius.plugins.local.font;

import com.adgenius.plugin.FailureCode;
import com.adgenius.plugin.PluginException;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.TextAttribute;
import java.io.IOException;
import java.text.AttributedString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The fonts of one instance of the plugin. They are not registered with the JVM, so that they go with the instance.
 *
 * <p>Characters that the shipped fonts lack are set in the system's Noto CJK or default fonts; a character that no font
 * has is an error, never an empty box.
 */
public final class Fonts implements AutoCloseable {

    private static final List<String> SYSTEM_FONTS =
            List.of("Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans CJK KR", "Noto Sans", Font.SANS_SERIF);
    private static final float DISPLAY_TRACKING = -0.018f;

    private final FontFolder folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Font> loaded = new HashMap<>();

    private Fonts(FontFolder folder) {
        this.folder = folder;
    }

    /** Fonts that are read when first asked for. */
    public static Fonts open() throws IOException {
        return new Fonts(FontFolder.open());
    }

    /**
     * The text with a font on each of its characters.
     *
     * @param size in pixels
     * @throws PluginException {@link FailureCode#MISSING_RESOURCE} when no font has one of the characters
     */
    public AttributedString set(String text, Typeface typeface, float size) throws PluginException {
        AttributedString set = new AttributedString(text);
        Optional<Font> previous = Optional.empty();
        int start = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            Font font =
                    neutral(codePoint) && previous.isPresent() && previous.get().canDisplay(codePoint)
                            ? previous.get()
                            : font(codePoint, typeface);
            if (previous.isPresent() && previous.get() != font) {
                set.addAttributes(attributes(previous.get(), typeface, size), start, at);
                start = at;
            }
            previous = Optional.of(font);
        }
        if (previous.isPresent()) {
            set.addAttributes(attributes(previous.get(), typeface, size), start, text.length());
        }
        return set;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            loaded.clear();
            folder.close();
        } finally {
            lock.unlock();
        }
    }

    private static boolean neutral(int codePoint) {
        return !Character.isLetter(codePoint) && codePoint < 0x3000;
    }

    private Font font(int codePoint, Typeface typeface) throws PluginException {
        for (String name : typeface.fonts()) {
            Font font = shipped(name);
            if (font.canDisplay(codePoint)) {
                return font;
            }
        }
        for (String family : SYSTEM_FONTS) {
            Font font = new Font(family, Font.BOLD, 1);
            boolean found = family.equals(Font.SANS_SERIF) || font.getFamily().equals(family);
            if (found && font.canDisplay(codePoint)) {
                return font;
            }
        }
        throw new PluginException(
                FailureCode.MISSING_RESOURCE,
                "No font on this machine has the character \"" + Character.toString(codePoint)
                        + "\" (" + Character.UnicodeScript.of(codePoint)
                        + "). Install a font that does, on Debian fonts-noto-cjk or fonts-noto-core, and restart the host");
    }

    private Font shipped(String name) throws PluginException {
        lock.lock();
        try {
            Font known = loaded.get(name);
            if (known != null) {
                return known;
            }
            Font font = Font.createFont(Font.TRUETYPE_FONT, folder.file(name).toFile());
            loaded.put(name, font);
            return font;
        } catch (IOException | FontFormatException e) {
            throw new PluginException(
                    FailureCode.MISSING_RESOURCE,
                    "The font " + name + " could not be read from " + System.getProperty("java.io.tmpdir")
                            + "; check that the folder is writable and has 2 MB to spare",
                    e);
        } finally {
            lock.unlock();
        }
    }

    private static Map<TextAttribute, Object> attributes(Font font, Typeface typeface, float size) {
        Map<TextAttribute, Object> attributes = new HashMap<>();
        boolean latin =
                font.getFontName().startsWith("Plus") || font.getFontName().startsWith("Fraunces");
        attributes.put(TextAttribute.KERNING, TextAttribute.KERNING_ON);
        if (latin && typeface != Typeface.TEXT) {
            attributes.put(TextAttribute.TRACKING, DISPLAY_TRACKING);
        }
        return Map.of(TextAttribute.FONT, font.deriveFont(size).deriveFont(attributes));
    }
}
