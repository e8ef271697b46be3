package com.adgenius.host.embedded.qdrant;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The changes since the last commit, in order. What was appended survives the end of the process, however it comes; a
 * record that was cut off is no record. It is used under the collection's lock.
 */
final class WriteAheadLog implements AutoCloseable {

    private static final int HEADER = 8;
    private static final int LARGEST_RECORD = 1 << 30;

    private final FileChannel channel;
    private final Path file;

    private WriteAheadLog(FileChannel channel, Path file) {
        this.channel = channel;
        this.file = file;
    }

    /** Hands what the log holds to the reader, cuts off what is no whole record, and goes on at its end. */
    static WriteAheadLog open(Path file, Reader reader) throws IOException {
        long end = Files.exists(file) ? read(file, reader) : 0;
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.truncate(end);
            channel.position(end);
            return new WriteAheadLog(channel, file);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static long read(Path file, Reader reader) throws IOException {
        long end = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (true) {
                int length = in.readInt();
                int checksum = in.readInt();
                if (length < 0 || length > LARGEST_RECORD) {
                    return end;
                }
                byte[] content = in.readNBytes(length);
                if (content.length < length || checksum(content) != checksum) {
                    return end;
                }
                reader.read(content);
                end += HEADER + length;
            }
        } catch (EOFException e) {
            return end;
        }
    }

    /** Returns when the operating system has it. */
    void append(byte[] content) throws IOException {
        long start = channel.position();
        ByteBuffer record = ByteBuffer.allocate(HEADER + content.length)
                .putInt(content.length)
                .putInt(checksum(content))
                .put(content)
                .flip();
        try {
            while (record.hasRemaining()) {
                channel.write(record);
            }
        } catch (IOException e) {
            // Half a record would hide those after it.
            channel.truncate(start);
            channel.position(start);
            throw e;
        }
    }

    /** Returns when the disk has it. */
    void force() throws IOException {
        channel.force(false);
    }

    long size() throws IOException {
        return channel.position();
    }

    /** Whether it can be written to. */
    boolean isOpen() {
        return channel.isOpen();
    }

    /** After a commit that holds all of it. */
    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static int checksum(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return (int) checksum.getValue();
    }

    /** Takes the records of a log that is opened. */
    @FunctionalInterface
    interface Reader {
        void read(byte[] content) throws IOException;
    }
}
