package com.adgenius.host.server.export;

import java.io.IOException;
import java.io.Serial;

/** Ends an export for good: another attempt would end alike. */
final class ExportFailedException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    ExportFailedException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    TenantExport.Problem problem() {
        return new TenantExport.Problem(code, String.valueOf(getMessage()));
    }
}
