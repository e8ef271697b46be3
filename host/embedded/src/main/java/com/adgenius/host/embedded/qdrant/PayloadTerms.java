package com.adgenius.host.embedded.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.JsonWithInt.Value.KindCase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/**
 * What a payload is found by. A value's term says where it lies, its kind, and the value, so that one Lucene field holds
 * them all; numbers and times are points too, for ranges.
 */
final class PayloadTerms {

    static final String FIELD = "payload-term";

    /** Present: neither null nor an empty list. */
    static final byte PRESENT = '+';

    static final byte NULL = '0';
    static final byte STRING = 's';
    static final byte INTEGER = 'i';
    static final byte BOOLEAN = 'b';
    /** Matches nothing by value, and yet is something else than what is excepted. */
    static final byte OTHER = 'x';

    private static final byte END_OF_PATH = 0;
    /** Longer strings are found by their digest; a Lucene term has at most 32,766 bytes. */
    private static final int LONGEST_TERM = 256;

    private static final String NUMBER_FIELD = "payload-number";
    private static final String TIME_FIELD = "payload-time";
    private static final String ORDERED_INTEGER_FIELD = "payload-integer-order";
    private static final String ORDERED_NUMBER_FIELD = "payload-number-order";
    private static final String ORDERED_TIME_FIELD = "payload-time-order";

    private PayloadTerms() {}

    static String numbers(PayloadPath path) {
        return NUMBER_FIELD + path.text();
    }

    static String times(PayloadPath path) {
        return TIME_FIELD + path.text();
    }

    /** Where integers are kept to order by, numbers with integers among them, and times. */
    static String orderedIntegers(PayloadPath path) {
        return ORDERED_INTEGER_FIELD + path.text();
    }

    static String orderedNumbers(PayloadPath path) {
        return ORDERED_NUMBER_FIELD + path.text();
    }

    static String orderedTimes(PayloadPath path) {
        return ORDERED_TIME_FIELD + path.text();
    }

    /** Adds what the payload is found by. */
    static void index(Map<String, Value> payload, Document document) {
        payload.forEach((key, value) -> index(PayloadPath.KEY + key, value, document));
    }

    private static void index(String path, Value value, Document document) {
        boolean list = value.getKindCase() == KindCase.LIST_VALUE;
        if (isNull(value)) {
            add(document, term(path, NULL, new byte[0]));
        } else if (!list || value.getListValue().getValuesCount() > 0) {
            add(document, term(path, PRESENT, new byte[0]));
        }
        if (list) {
            for (Value element : value.getListValue().getValuesList()) {
                indexOne(path, element, document);
                index(path + PayloadPath.ELEMENT, element, document);
            }
        } else {
            indexOne(path, value, document);
        }
        if (value.getKindCase() == KindCase.STRUCT_VALUE) {
            value.getStructValue()
                    .getFieldsMap()
                    .forEach((key, child) -> index(path + PayloadPath.KEY + key, child, document));
        }
    }

    private static void indexOne(String path, Value value, Document document) {
        switch (value.getKindCase()) {
            case STRING_VALUE -> {
                add(document, string(path, value.getStringValue()));
                PayloadTimes.parse(value.getStringValue()).ifPresent(time -> {
                    document.add(new LongPoint(TIME_FIELD + path, nanoseconds(time)));
                    document.add(new SortedNumericDocValuesField(ORDERED_TIME_FIELD + path, nanoseconds(time)));
                });
            }
            case INTEGER_VALUE -> {
                add(document, integer(path, value.getIntegerValue()));
                document.add(new SortedNumericDocValuesField(ORDERED_INTEGER_FIELD + path, value.getIntegerValue()));
                addNumber(document, path, (double) value.getIntegerValue());
            }
            case DOUBLE_VALUE -> {
                add(document, term(path, OTHER, new byte[0]));
                addNumber(document, path, value.getDoubleValue());
            }
            case BOOL_VALUE -> add(document, bool(path, value.getBoolValue()));
            case STRUCT_VALUE, LIST_VALUE -> add(document, term(path, OTHER, new byte[0]));
            case NULL_VALUE, KIND_NOT_SET -> {}
        }
    }

    private static void addNumber(Document document, String path, double number) {
        document.add(new DoublePoint(NUMBER_FIELD + path, number));
        document.add(new SortedNumericDocValuesField(
                ORDERED_NUMBER_FIELD + path, NumericUtils.doubleToSortableLong(number)));
    }

    static boolean isNull(Value value) {
        return value.getKindCase() == KindCase.NULL_VALUE || value.getKindCase() == KindCase.KIND_NOT_SET;
    }

    /** A time as a number; what does not fit is the first or last one that does. */
    static long nanoseconds(Instant time) {
        try {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (ArithmeticException e) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    static BytesRef string(String path, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return term(path, STRING, bytes.length < LONGEST_TERM ? bytes : digest(bytes));
    }

    static BytesRef integer(String path, long value) {
        return term(
                path, INTEGER, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    static BytesRef bool(String path, boolean value) {
        return term(path, BOOLEAN, new byte[] {(byte) (value ? 1 : 0)});
    }

    static BytesRef marker(String path, byte kind) {
        return term(path, kind, new byte[0]);
    }

    /** What all terms of a path begin with; the kind follows. */
    static BytesRef prefix(String path) {
        byte[] place = path.getBytes(StandardCharsets.UTF_8);
        return new BytesRef(ByteBuffer.allocate(place.length + 1)
                .put(place)
                .put(END_OF_PATH)
                .array());
    }

    private static BytesRef term(String path, byte kind, byte[] value) {
        byte[] place = path.getBytes(StandardCharsets.UTF_8);
        return new BytesRef(ByteBuffer.allocate(place.length + 2 + value.length)
                .put(place)
                .put(END_OF_PATH)
                .put(kind)
                .put(value)
                .array());
    }

    private static void add(Document document, BytesRef term) {
        document.add(new StringField(FIELD, term, Field.Store.NO));
    }

    /** As long as no string that stands for itself. */
    private static byte[] digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            byte[] padded = new byte[LONGEST_TERM];
            System.arraycopy(digest, 0, padded, 0, digest.length);
            return padded;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
