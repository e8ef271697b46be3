package com.adgenius.plugins.vertex;

import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Keeps what is logged. */
record RecordingLogger(List<String> messages) implements System.Logger {

    @Override
    public String getName() {
        return "model-vertex";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
        messages.add(message);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String format, Object @Nullable ... parameters) {
        messages.add(format);
    }
}
