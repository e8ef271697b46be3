package com.adgenius.host.bench.payload;

import com.adgenius.host.bench.greeting.Greeter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;
import org.pf4j.Extension;

/** The extension of the payload. */
@Extension
public final class PayloadGreeter implements Greeter {

    private final int version;

    /** Reads from the jar which version it is. */
    public PayloadGreeter() {
        try (InputStream file = PayloadGreeter.class.getResourceAsStream("/payload-version")) {
            version = file == null ? 0 : file.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int greet(String name) {
        return version * 1000 + name.length();
    }

    @Override
    public void greet(String name, int pieces, int pause, IntConsumer listener) throws InterruptedException {
        for (int i = 0; i < pieces; i++) {
            Thread.sleep(pause);
            listener.accept(greet(name));
        }
    }
}
