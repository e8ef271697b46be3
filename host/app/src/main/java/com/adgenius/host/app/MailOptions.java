package com.adgenius.host.app;

import com.adgenius.host.app.HostStartException.Code;
import com.adgenius.host.server.mail.SmtpAddress;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Looks whether the options about mail can be used, before anything is started. */
final class MailOptions {

    private static final Set<String> WEB = Set.of("http", "https");

    private MailOptions() {}

    static void check(HostConfiguration configuration) throws HostStartException {
        if (configuration.mail().smtp().isPresent()) {
            requireServer(configuration.mail().smtp().get());
        }
        if (configuration.mail().site().isPresent()) {
            requireSite(configuration.mail().site().get());
        }
        from(configuration);
    }

    private static void requireServer(String address) throws HostStartException {
        try {
            SmtpAddress.of(address);
        } catch (IllegalArgumentException e) {
            // Without the address, which may hold a password.
            throw new HostStartException(Code.OPTION_UNUSABLE, "--smtp " + e.getMessage() + ".", e);
        }
    }

    private static void requireSite(String text) throws HostStartException {
        try {
            URI site = new URI(text);
            if (WEB.contains(String.valueOf(site.getScheme()))
                    && site.getHost() != null
                    && site.getRawPath().isEmpty()
                    && site.getRawQuery() == null
                    && site.getRawFragment() == null) {
                return;
            }
        } catch (URISyntaxException _) {
            // answered below
        }
        throw new HostStartException(
                Code.OPTION_UNUSABLE,
                "--public-url must be like https://app.example.com, without a path, is \"" + text + "\".");
    }

    /** What mails say they are from. */
    static InternetAddress from(HostConfiguration configuration) throws HostStartException {
        String from = configuration.mail().from().orElseGet(() -> "AdGenius <no-reply@" + configuration.domain() + ">");
        try {
            InternetAddress[] addresses = InternetAddress.parse(from, true);
            if (addresses.length == 1 && addresses[0].getAddress().indexOf('@') > 0) {
                return addresses[0];
            }
        } catch (AddressException _) {
            // answered below
        }
        throw new HostStartException(
                Code.OPTION_UNUSABLE,
                "--mail-from must be one address like \"AdGenius <no-reply@example.com>\", is \"" + from + "\".");
    }
}
