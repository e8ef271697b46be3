package com.adgenius.plugins.openai.fake;

import java.io.Serial;

/** A request that the protocol does not have. */
final class Refused extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String param;

    Refused(int status, String code, String param, String message) {
        super(message);
        this.status = status;
        this.code = code;
        this.param = param;
    }

    static Refused bad(String param, String message) {
        return new Refused(400, "invalid_value", param, message);
    }

    Reply reply() {
        return Reply.error(status, "invalid_request_error", code, param, getMessage());
    }
}
