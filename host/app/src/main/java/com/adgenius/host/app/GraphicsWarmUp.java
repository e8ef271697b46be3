package com.adgenius.host.app;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Draws a little before any plugin does. Java2D and Image I/O keep the first class loader and thread that touch them:
 * were that a plugin's, the plugin could never be unloaded.
 */
final class GraphicsWarmUp {

    private GraphicsWarmUp() {}

    static void run() {
        ImageIO.setUseCache(false);
        ImageIO.scanForPlugins();
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 6));
            graphics.drawString("a", 1, 7);
        } finally {
            graphics.dispose();
        }
        try {
            for (String format : new String[] {"png", "jpg"}) {
                ImageIO.write(image, format, new ByteArrayOutputStream());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
