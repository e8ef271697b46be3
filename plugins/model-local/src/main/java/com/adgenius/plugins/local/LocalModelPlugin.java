package com.adgenius.plugins.local;

import com.adgenius.plugin.Plugin;
import com.adgenius.plugins.local.font.Fonts;
import com.adgenius.plugins.local.font.TextBlock;
import com.adgenius.plugins.local.font.Typeface;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** The life of the plugin: it opens its fonts and closes them, and proves by a line of text that it can draw. */
public final class LocalModelPlugin implements Plugin {

    private final AtomicReference<Fonts> fonts = new AtomicReference<>();

    /** Needs nothing. */
    public LocalModelPlugin() {}

    @Override
    public void start() throws IOException {
        fonts.set(Fonts.open());
    }

    @Override
    public void probe() throws Exception {
        Drawing.call(() -> TextBlock.fit(
                fonts(), "AdGenius", Typeface.SANS_DISPLAY, Locale.ENGLISH, new TextBlock.Fit(200, 100, 1, 40, 10, 1)));
    }

    @Override
    public void stop() {
        Fonts open = fonts.getAndSet(null);
        if (open != null) {
            open.close();
        }
    }

    /** The fonts of this instance, between start and stop. */
    public Fonts fonts() {
        Fonts open = fonts.get();
        if (open == null) {
            throw new IllegalStateException("The plugin is not started");
        }
        return open;
    }
}
