package com.adgenius.host.runtime;

import java.nio.ByteBuffer;

/** Checks the head of a class file: magic number, minor and major version (JVMS 4.1). */
final class ClassFileCheck {

    /** Bytes of a class file that the check needs. */
    static final int HEAD = 8;

    private static final int MAGIC = 0xcafebabe;
    private static final int PREVIEW = 0xffff;
    /** Java N reads class files up to major version 44 + N. */
    private static final int NEWEST = 44 + Runtime.version().feature();

    private ClassFileCheck() {}

    static void check(String entry, byte[] head, int length, Findings findings) {
        ByteBuffer bytes = ByteBuffer.wrap(head, 0, length);
        if (length < HEAD || bytes.getInt() != MAGIC) {
            findings.refuse(RefusalCode.CORRUPT_CLASS, entry + " is no class file; build from clean");
            return;
        }
        int minor = Short.toUnsignedInt(bytes.getShort());
        int major = Short.toUnsignedInt(bytes.getShort());
        if (major > NEWEST) {
            findings.refuse(
                    RefusalCode.UNSUPPORTED_CLASS_VERSION,
                    entry + " is compiled for Java " + (major - 44) + ", this host runs Java " + (NEWEST - 44)
                            + "; build with --release " + (NEWEST - 44));
        } else if (minor == PREVIEW) {
            findings.refuse(
                    RefusalCode.UNSUPPORTED_CLASS_VERSION,
                    entry + " is compiled with preview features, which this host does not run; build without "
                            + "--enable-preview");
        }
    }
}
