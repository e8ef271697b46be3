package com.adgenius.plugins.local.font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A private folder under {@code java.io.tmpdir} that holds the fonts in use as files, since Java reads fonts from files
 * only. Closing removes it; what a killed process left is removed when the next folder is opened.
 */
final class FontFolder implements AutoCloseable {

    private static final String PREFIX = "adgenius-model-local-";

    private final Path folder;

    private FontFolder(Path folder) {
        this.folder = folder;
    }

    static FontFolder open() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        sweep(parent);
        String prefix = PREFIX + ProcessHandle.current().pid() + "-";
        boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
        return new FontFolder(
                posix
                        ? Files.createTempDirectory(
                                parent,
                                prefix,
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                        : Files.createTempDirectory(parent, prefix));
    }

    /** The font as a file, copied out of the jar at its first use. */
    Path file(String name) throws IOException {
        Path file = folder.resolve(name + ".ttf");
        if (!Files.exists(file)) {
            try (InputStream font =
                    FontFolder.class.getResourceAsStream("/com/adgenius/plugins/local/fonts/" + name + ".ttf")) {
                if (font == null) {
                    throw new IOException("The plugin's jar lacks the font " + name);
                }
                Files.copy(font, file);
            } catch (FileAlreadyExistsException copiedMeanwhile) {
                return file;
            }
        }
        return file;
    }

    @Override
    public void close() {
        remove(folder);
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                String owner = folder.getFileName()
                        .toString()
                        .substring(PREFIX.length())
                        .split("-")[0];
                boolean dead = owner.matches("\\d{1,9}")
                        && ProcessHandle.of(Long.parseLong(owner)).isEmpty();
                if (dead) {
                    remove(folder);
                }
            }
        }
    }

    private static void remove(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (NoSuchFileException | AccessDeniedException | NotDirectoryException foreign) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " could not be removed", e);
        }
    }
}
