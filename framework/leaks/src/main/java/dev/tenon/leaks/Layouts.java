// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leaks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shark.HeapObject.HeapClass;
import shark.HprofRecord.HeapDumpRecord.ObjectRecord.ClassDumpRecord.FieldRecord;

/**
 * Where in the record of an instance its references stand, per class. A dump has millions of instances and thousands of
 * classes: to look up each field of each instance by name would take minutes.
 */
final class Layouts {
    private static final String REFERENCE = "java.lang.ref.Reference";
    private static final String SOFT = "java.lang.ref.SoftReference";
    private static final Set<String> OF_THE_COLLECTOR = Set.of("referent", "discovered");
    private static final int OBJECT = 2;
    /** Bytes that a value takes, by its type's number in the format of dumps; objects take as much as an identifier. */
    private static final Map<Integer, Integer> SIZES = Map.of(4, 1, 5, 2, 6, 4, 7, 8, 8, 1, 9, 2, 10, 4, 11, 8);

    private final Map<Long, List<Slot>> known = new HashMap<>();
    private final int idBytes;

    /** A field that holds a reference, where it stands, and whether it holds only as long as there is enough memory. */
    record Slot(int offset, String declaring, String name, boolean isSoft) {}

    Layouts(int idBytes) {
        this.idBytes = idBytes;
    }

    /** Returns the fields that hold: a weak, phantom or finalizer's reference does not hold its referent. */
    List<Slot> of(HeapClass type) {
        return known.computeIfAbsent(type.getObjectId(), id -> read(type));
    }

    private List<Slot> read(HeapClass type) {
        if (type.getName().equals("java.lang.String")) {
            return List.of(); // a quarter of all objects, and no way leads on from one
        }
        List<Slot> slots = new ArrayList<>();
        boolean isSoft = false;
        int offset = 0;
        for (Iterator<HeapClass> classes = type.getClassHierarchy().iterator(); classes.hasNext(); ) {
            HeapClass declaring = classes.next();
            String name = declaring.getName();
            isSoft |= name.equals(SOFT);
            for (FieldRecord field : declaring.readRecordFields()) {
                if (field.getType() != OBJECT) {
                    offset += SIZES.get(field.getType());
                    continue;
                }
                String fieldName = declaring.instanceFieldName(field);
                boolean isHard = !name.equals(REFERENCE) || !OF_THE_COLLECTOR.contains(fieldName);
                if (isHard || isSoft && fieldName.equals("referent")) {
                    slots.add(new Slot(offset, name, fieldName, !isHard));
                }
                offset += idBytes;
            }
        }
        return List.copyOf(slots);
    }
}
