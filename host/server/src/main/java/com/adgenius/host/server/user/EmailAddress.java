package com.adgenius.host.server.user;

import com.adgenius.host.server.http.Violations;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * E-mail addresses as accounts know them: without spaces around, in lower case, the domain in its ASCII form ({@code
 * xn--…}, IDNA), so that one mailbox is one account however it is written. The part before the @ is ASCII: most mail
 * servers take no other, and letters that look alike would make two accounts of what people take for one.
 */
public final class EmailAddress {

    /** The longest address that SMTP carries, in characters: RFC 5321, 4.5.3.1.3, without the brackets. */
    private static final int LONGEST = 254;

    /** A dot-atom of RFC 5322, 3.2.3. Quoted parts are valid mail, and used by nobody but testers and attackers. */
    private static final Pattern LOCAL_PART =
            Pattern.compile("(?=.{1,64}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    private EmailAddress() {}

    /** Notes what is wrong with a text that must be an address. */
    public static void check(@Nullable String text, String field, Violations violations) {
        violations.check(text != null && normalized(text).isPresent(), field, "must be an e-mail address");
    }

    /** The address as accounts know it; empty when the text is no address. */
    public static Optional<String> normalized(String text) {
        String address = text.strip();
        int at = address.lastIndexOf('@');
        if (at < 1 || address.length() > LONGEST) {
            return Optional.empty();
        }
        String local = address.substring(0, at);
        return LOCAL_PART.matcher(local).matches()
                ? domain(address.substring(at + 1))
                        .map(domain -> local.toLowerCase(Locale.ROOT) + "@" + domain)
                        .filter(whole -> whole.length() <= LONGEST)
                : Optional.empty();
    }

    private static Optional<String> domain(String text) {
        try {
            String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
            String ascii = IDN.toASCII(composed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
