package com.adgenius.host.app;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One line an entry, a stack trace included, so that neither a tool nor a caller's text can make two of one. */
final class OneLineFormatter extends Formatter {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final int FRAMES = 25;
    private static final int CAUSES = 5;

    @Override
    public String format(LogRecord record) {
        StringBuilder line = new StringBuilder(200)
                .append(TIME.format(Instant.ofEpochMilli(record.getMillis())))
                .append(' ')
                .append(record.getLevel().getName())
                .append(' ')
                .append(record.getLoggerName())
                .append(": ")
                .append(formatMessage(record));
        Throwable thrown = record.getThrown();
        for (int depth = 0; thrown != null && depth < CAUSES; depth++) {
            line.append(depth == 0 ? " | " : " | caused by ").append(thrown);
            StackTraceElement[] frames = thrown.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
                line.append(" | at ").append(frames[i]);
            }
            thrown = thrown.getCause();
        }
        return line.toString().replaceAll("\\p{Cntrl}+", " ").strip() + System.lineSeparator();
    }
}
