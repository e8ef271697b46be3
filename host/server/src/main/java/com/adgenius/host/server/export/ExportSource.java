package com.adgenius.host.server.export;

import java.io.IOException;
import java.io.OutputStream;

/** What belongs to the tenant in scope and lies outside of its database. */
@FunctionalInterface
public interface ExportSource {

    /** Writes it, one JSON object a line, without secrets; bounded in what it holds at once. */
    void writeTo(OutputStream lines) throws IOException;
}
