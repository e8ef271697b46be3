/**
 * Mail: an outbox in the public database, a worker that composes what is due and hands it to SMTP, and the templates.
 *
 * <p>A mail that was put into the outbox is sent, or set aside with the reason after a bounded number of tries. It is
 * sent once, unless the process dies between the mail server's yes and the outbox's note of it; then it comes again with
 * the same Message-ID.
 */
@NullMarked
package com.adgenius.host.server.mail;

import org.jspecify.annotations.NullMarked;
