package com.adgenius.host.bench.swap;

import java.util.function.IntConsumer;

/** A plugin host that answers with the payload and swaps its version. */
interface SwapTarget extends AutoCloseable {

    /** A short call. */
    int greet(String name) throws Exception;

    /** A call that lasts and answers piece by piece. */
    void greet(String name, int pieces, int pause, IntConsumer listener) throws Exception;

    /** Makes that version of the payload the one that answers; when it returns, no new call meets the other. */
    void swap(int version) throws Exception;

    /** Class loaders of versions that serve no more and are not collected. */
    long loadersAlive() throws Exception;

    @Override
    void close();
}
