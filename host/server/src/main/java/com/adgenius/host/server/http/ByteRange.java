package com.adgenius.host.server.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A single range of bytes by RFC 9110, section 14.
 *
 * @param first the first byte, from 0
 * @param last the last byte, included
 */
record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})-(\\d{0,18})");

    /**
     * The range that the header asks for, within content of that size. Several ranges, other units and what cannot be read
     * are ignored, as the standard allows: the caller gets the whole.
     *
     * @throws ProblemException {@link ProblemCode#RANGE_NOT_SATISFIABLE} when no byte of it exists
     */
    static Optional<ByteRange> parse(String header, long size) {
        Matcher matcher = SINGLE.matcher(header.strip());
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long length = Long.parseLong(matcher.group(2));
            return Optional.of(requireSome(new ByteRange(Math.max(0, size - length), size - 1), size, length > 0));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
        if (last < first && !matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(requireSome(new ByteRange(first, Math.min(last, size - 1)), size, first < size));
    }

    private static ByteRange requireSome(ByteRange range, long size, boolean some) {
        if (!some) {
            throw ProblemException.of(
                            ProblemCode.RANGE_NOT_SATISFIABLE,
                            "The content has " + size + " bytes; none of them is in the range.")
                    .header("Content-Range", "bytes */" + size);
        }
        return range;
    }

    long length() {
        return last - first + 1;
    }
}
