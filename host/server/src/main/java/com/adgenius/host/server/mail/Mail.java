package com.adgenius.host.server.mail;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * A mail that is ready to be sent.
 *
 * @param to the one address it goes to
 * @param subject one line
 * @param text for readers without HTML
 * @param html the same for the others
 * @param link what the mail is about to make its reader open
 */
public record Mail(String to, String subject, String text, String html, Optional<URI> link) {

    public Mail {
        requireNonNull(to, "to is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(text, "text is null");
        requireNonNull(html, "html is null");
        requireNonNull(link, "link is null");
    }

    /** Without content, which may hold a secret link. */
    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
