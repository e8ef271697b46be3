package com.adgenius.host.app;

import java.nio.file.Path;

/** What the operator is told once, when the first administrator was made. */
record FirstLogin(String email, String password, Path file) {

    /** The lines for the terminal. */
    String announcement() {
        return """
                First administrator, also in %s:
                email: %s
                password: %s
                """.formatted(file, email, password);
    }
}
