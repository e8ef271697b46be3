package com.adgenius.host.server.mail;

import java.util.Optional;

/** Makes a mail when it is about to be sent; called once for each try, so it must be idempotent. */
@FunctionalInterface
public interface MailComposer {

    /** The mail; empty when there is nothing to be sent after all. */
    Optional<Mail> compose(MailRequest request);
}
