package com.adgenius.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The classes and roots of a heap dump, and how its objects are laid out. */
final class HeapGraph {

    private static final int ID = 8;

    /** A garbage collection root: its kind, and the object of the thread that it belongs to, 0 for none. */
    record Root(int kind, long thread) {}

    /** A live thread's object: its class, and where its fields are in the dump. */
    record LiveThread(HeapClass type, long position) {}

    private final HeapDump dump;
    private final BooleanSupplier inTime;
    private final LongMap<HeapClass> classes = new LongMap<>();
    private final LongMap<Root> roots = new LongMap<>();
    private final LongMap<LiveThread> threads = new LongMap<>();
    private final LongMap<HeapClass.Slot[]> slots = new LongMap<>();

    private HeapGraph(HeapDump dump, BooleanSupplier inTime) {
        this.dump = dump;
        this.inTime = inTime;
    }

    static HeapGraph of(HeapDump dump, BooleanSupplier inTime) throws IOException {
        HeapGraph graph = new HeapGraph(dump, inTime);
        graph.readClasses();
        return graph;
    }

    HeapDump dump() {
        return dump;
    }

    LongMap<HeapClass> classes() {
        return classes;
    }

    Optional<Root> root(long object) {
        return Optional.ofNullable(roots.get(object));
    }

    boolean isRoot(long object) {
        return roots.contains(object);
    }

    /** The live thread of that id; known when the loaders were looked for. */
    Optional<LiveThread> thread(long object) {
        return Optional.ofNullable(threads.get(object));
    }

    private void readClasses() throws IOException {
        Map<Long, String> names = new HashMap<>();
        Map<Long, Long> nameOfClass = new HashMap<>();
        Map<Integer, Long> threads = new HashMap<>();
        List<long[]> ofThreads = new ArrayList<>();
        List<Long> dumped = new ArrayList<>();
        dump.read(new HeapDump.Visitor() {
            @Override
            public boolean goesOn() {
                return inTime.getAsBoolean();
            }

            @Override
            public void name(long id, long position, int length) {
                names.put(id, dump.text(position, length));
            }

            @Override
            public void loadedClass(long id, long name) {
                nameOfClass.put(id, name);
            }

            @Override
            public void root(long object, int kind, int thread) {
                if (kind == HeapDump.Root.THREAD) {
                    threads.put(thread, object);
                }
                ofThreads.add(new long[] {object, kind, thread});
            }

            @Override
            public void classDump(long id, long position) {
                dumped.add(position);
            }
        });
        for (long position : dumped) {
            HeapClass type = readClass(position, names, nameOfClass);
            classes.put(type.id(), type);
        }
        for (long[] root : ofThreads) {
            Root known = roots.get(root[0]);
            if (known == null || root[1] == HeapDump.Root.THREAD) {
                roots.put(root[0], new Root((int) root[1], threads.getOrDefault((int) root[2], 0L)));
            }
        }
    }

    private HeapClass readClass(long position, Map<Long, String> names, Map<Long, Long> nameOfClass)
            throws IOException {
        long id = dump.id(position + 1);
        long references = position + 1 + ID + 4;
        List<HeapClass.StaticReference> statics = new ArrayList<>();
        statics.add(new HeapClass.StaticReference("<signers>", dump.id(references + 2 * ID)));
        statics.add(new HeapClass.StaticReference("<protection domain>", dump.id(references + 3 * ID)));
        long next = dump.values(HeapDump.constants(position), 2);
        int count = dump.shortNumber(next);
        next += 2;
        for (int index = 0; index < count; index++) {
            int type = dump.octet(next + ID);
            if (type == HeapDump.TYPE_OBJECT) {
                statics.add(
                        new HeapClass.StaticReference(names.getOrDefault(dump.id(next), "?"), dump.id(next + ID + 1)));
            }
            next += ID + 1 + HeapDump.size(type);
        }
        List<HeapClass.Field> fields = new ArrayList<>();
        count = dump.shortNumber(next);
        next += 2;
        for (int index = 0; index < count; index++) {
            fields.add(new HeapClass.Field(names.getOrDefault(dump.id(next), "?"), dump.octet(next + ID)));
            next += ID + 1;
        }
        String name = names.getOrDefault(nameOfClass.getOrDefault(id, 0L), "?").replace('/', '.');
        return new HeapClass(id, name, dump.id(references), dump.id(references + ID), statics, fields);
    }

    /** The reference fields of instances of that class; none where the dump does not describe it. */
    HeapClass.Slot[] slots(long type) {
        HeapClass.Slot[] known = slots.get(type);
        if (known == null) {
            known = computeSlots(type);
            slots.put(type, known);
        }
        return known;
    }

    private HeapClass.Slot[] computeSlots(long id) {
        List<HeapClass.Slot> found = new ArrayList<>();
        int offset = 0;
        for (HeapClass type = classes.get(id); type != null; type = classes.get(type.superclass())) {
            for (HeapClass.Field field : type.fields()) {
                if (field.type() == HeapDump.TYPE_OBJECT) {
                    found.add(new HeapClass.Slot(offset, field.name(), type.name()));
                }
                offset += size(field.type());
            }
        }
        return found.toArray(HeapClass.Slot[]::new);
    }

    private static int size(int type) {
        try {
            return HeapDump.size(type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The offset of a field, -1 where the class has none. */
    int offset(long id, String name) {
        int offset = 0;
        for (HeapClass type = classes.get(id); type != null; type = classes.get(type.superclass())) {
            for (HeapClass.Field field : type.fields()) {
                if (field.name().equals(name)) {
                    return offset;
                }
                offset += size(field.type());
            }
        }
        return -1;
    }

    /** The loaders that the marks refer to, by the mark's token; notes the live threads on the way. */
    Map<Long, Long> referents(Set<Long> tokens) throws IOException {
        Map<Long, Long> found = new HashMap<>();
        Set<Long> types = new HashSet<>();
        classes.forEachValue(type -> {
            if (type.name().equals(ClosedLoader.class.getName())) {
                types.add(type.id());
            }
        });
        dump.read(new HeapDump.Visitor() {
            @Override
            public void instance(long id, long type, long position) {
                HeapClass known = classes.get(type);
                Root root = roots.get(id);
                if (root != null && root.kind() == HeapDump.Root.THREAD && known != null) {
                    threads.put(id, new LiveThread(known, position));
                }
                if (types.contains(type)) {
                    long token = dump.id(position + offset(type, "token"));
                    if (tokens.contains(token)) {
                        found.put(token, dump.id(position + offset(type, "referent")));
                    }
                }
            }
        });
        found.values().removeIf(loader -> loader == 0);
        return found;
    }

    /** The texts of strings by their ids. */
    Map<Long, String> strings(Set<Long> ids) throws IOException {
        Map<Long, Long> bytes = new HashMap<>();
        dump.read(new HeapDump.Visitor() {
            @Override
            public void instance(long id, long type, long position) {
                if (ids.contains(id)) {
                    bytes.put(dump.id(position + offset(type, "value")), id);
                }
            }
        });
        Map<Long, String> texts = new HashMap<>();
        dump.read(new HeapDump.Visitor() {
            @Override
            public void byteArray(long id, long position, int length) {
                Long string = bytes.get(id);
                if (string != null) {
                    texts.put(string, decode(dump.bytes(position, length)));
                }
            }
        });
        return texts;
    }

    /** A name is Latin 1 in nearly all cases; one that has zeros in it is not. */
    private static String decode(byte[] content) {
        boolean wide = false;
        for (byte unit : content) {
            wide |= unit == 0;
        }
        Charset wideCharset = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                ? StandardCharsets.UTF_16LE
                : StandardCharsets.UTF_16BE;
        return new String(content, wide ? wideCharset : StandardCharsets.ISO_8859_1);
    }
}
