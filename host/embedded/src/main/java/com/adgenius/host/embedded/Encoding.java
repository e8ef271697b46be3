package com.adgenius.host.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes in the file. A document is BSON. A key is its values one after the other, each the byte of its BSON type and
 * its BSON form, which says where it ends: so the encoding of the first values of a key is a prefix of the key's.
 */
final class Encoding {

    private Encoding() {}

    static byte[] document(Document document) {
        ByteBuf buffer = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, buffer);
        return ByteBufUtil.getBytes(buffer);
    }

    /** A document of the caller's own: changing it does not change what is stored. */
    static Document document(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    /** Expects normalized values. */
    static byte[] key(KeyValue values) {
        ByteBuf buffer = Unpooled.buffer();
        for (Object value : values) {
            byte type = BsonEncoder.determineType(value);
            buffer.writeByte(type);
            BsonEncoder.encodeValue(type, value, buffer);
        }
        return ByteBufUtil.getBytes(buffer);
    }

    static List<Object> values(byte[] key) {
        ByteBuf buffer = Unpooled.wrappedBuffer(key);
        List<Object> values = new ArrayList<>();
        while (buffer.isReadable()) {
            values.add(BsonDecoder.decodeValue(buffer.readByte(), buffer));
        }
        return values;
    }
}
