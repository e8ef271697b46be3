package com.adgenius.host.server.webhook.sending;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one answer of HTTP/1.1 (RFC 9112) from a stranger: the head within bounds, and of the body no more than its
 * beginning.
 */
final class AnswerReader {

    /** How much of a body is read. */
    static final int BODY_LIMIT = 1024;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
    private static final int HEAD_LIMIT = 32 * 1024;
    private static final int INTERIM_LIMIT = 5;
    private static final int CHUNK_DIGITS = 8;

    private final InputStream input;
    private int left = HEAD_LIMIT;

    AnswerReader(InputStream input) {
        this.input = new BufferedInputStream(input, 4096);
    }

    /**
     * Status and headers.
     *
     * @param headers by names in lower case
     */
    record Head(int status, Map<String, String> headers) {

        private boolean chunked() {
            return headers.getOrDefault("transfer-encoding", "")
                    .toLowerCase(Locale.ROOT)
                    .endsWith("chunked");
        }

        private int length() {
            try {
                long length = Long.parseLong(headers.getOrDefault("content-length", String.valueOf(BODY_LIMIT)));
                return Math.clamp(length, 0, BODY_LIMIT);
            } catch (NumberFormatException _) {
                return 0;
            }
        }
    }

    /** The head of the final answer; interim ones (1xx) are passed over. */
    Head head() throws IOException {
        Head head = one();
        for (int interim = 0; head.status() < 200; interim++) {
            if (interim == INTERIM_LIMIT) {
                throw new ProtocolException("More than " + INTERIM_LIMIT + " interim answers");
            }
            head = one();
        }
        return head;
    }

    private Head one() throws IOException {
        Matcher status = STATUS_LINE.matcher(line());
        if (!status.matches()) {
            throw new ProtocolException("The answer is not HTTP/1.1");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new Head(Integer.parseInt(status.group(1)), headers);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("The connection ended before the answer did");
            }
            if (left-- == 0) {
                throw new ProtocolException("The answer's head is longer than " + HEAD_LIMIT + " bytes");
            }
            line.write(next);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** The beginning of the body; where reading it fails, what was read before. */
    byte[] beginning(Head head) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            if (head.chunked()) {
                left = HEAD_LIMIT;
                chunks(body);
            } else if (head.status() != 204 && head.status() != 304) {
                copy(body, head.length());
            }
        } catch (IOException _) {
            // The status decides; of the body there is merely less to show.
        }
        return body.toByteArray();
    }

    private void chunks(ByteArrayOutputStream body) throws IOException {
        for (int size = chunkSize(); size > 0 && body.size() < BODY_LIMIT; size = chunkSize()) {
            int wanted = Math.min(size, BODY_LIMIT - body.size());
            copy(body, wanted);
            if (wanted < size) {
                return;
            }
            line();
        }
    }

    private int chunkSize() throws IOException {
        String digits = line().split(";", 2)[0].strip();
        if (digits.isEmpty() || digits.length() > CHUNK_DIGITS) {
            throw new ProtocolException("The answer's chunks cannot be read");
        }
        try {
            return (int) Math.min(Long.parseLong(digits, 16), Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw new ProtocolException("The answer's chunks cannot be read: " + e.getMessage());
        }
    }

    private void copy(ByteArrayOutputStream body, int length) throws IOException {
        byte[] part = new byte[BODY_LIMIT];
        for (int copied = 0; copied < length; ) {
            int read = input.read(part, 0, length - copied);
            if (read < 0) {
                return;
            }
            body.write(part, 0, read);
            copied += read;
        }
    }
}
