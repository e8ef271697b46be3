package com.adgenius.host.server.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** E-mail addresses as accounts know them: without spaces around, in lower case. */
public final class EmailAddress {

    /** The longest address that SMTP carries, in characters: RFC 5321, 4.5.3.1.3, without the brackets. */
    private static final int LONGEST = 254;

    private static final Pattern FORM = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]+");

    private EmailAddress() {}

    /** The address as accounts know it; empty when the text is no address. */
    public static Optional<String> normalized(String text) {
        String address = text.strip().toLowerCase(Locale.ROOT);
        return address.length() <= LONGEST && FORM.matcher(address).matches() ? Optional.of(address) : Optional.empty();
    }
}
