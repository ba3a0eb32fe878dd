// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leaks;

import dev.tenon.leaks.Hop.By;
import dev.tenon.leaks.Layouts.Slot;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import shark.HeapField;
import shark.HeapGraph;
import shark.HeapObject;
import shark.HeapObject.HeapClass;
import shark.HeapObject.HeapInstance;
import shark.HeapObject.HeapObjectArray;

/**
 * What one object of a dump holds. Unlike the fields alone, an object also holds its class, and a class its loader and
 * its superclass: that is how class loaders leak.
 */
final class References {
    private final HeapGraph graph;
    private final Layouts layouts;

    /** Hears what is held. */
    interface Visitor {
        /**
         * Hears one reference.
         *
         * @return whether to go on
         */
        boolean holds(long id, By by, String declaring, String field);
    }

    References(HeapGraph graph) {
        this.graph = graph;
        layouts = new Layouts(graph.getIdentifierByteSize());
    }

    void of(HeapObject object, Visitor visitor) {
        if (object instanceof HeapInstance instance) {
            ofInstance(instance, visitor);
        } else if (object instanceof HeapObjectArray array) {
            ofArray(array, visitor);
        } else if (object instanceof HeapClass type) {
            ofClass(type, visitor);
        }
    }

    private void ofInstance(HeapInstance instance, Visitor visitor) {
        if (!visitor.holds(instance.getInstanceClassId(), By.NATURE, "", "")) {
            return;
        }
        List<Slot> slots = layouts.of(instance.getInstanceClass());
        if (slots.isEmpty()) {
            return;
        }
        ByteBuffer values = ByteBuffer.wrap(instance.readRecord().getFieldValues());
        for (Slot slot : slots) {
            long id = graph.getIdentifierByteSize() == Long.BYTES
                    ? values.getLong(slot.offset())
                    : values.getInt(slot.offset());
            if (id != 0 && !visitor.holds(id, slot.isSoft() ? By.SOFT : By.FIELD, slot.declaring(), slot.name())) {
                return;
            }
        }
    }

    private static void ofArray(HeapObjectArray array, Visitor visitor) {
        if (!visitor.holds(array.getArrayClassId(), By.NATURE, "", "")) {
            return;
        }
        for (long id : array.readRecord().getElementIds()) {
            if (id != 0 && !visitor.holds(id, By.ELEMENT, "", "")) {
                return;
            }
        }
    }

    private void ofClass(HeapClass type, Visitor visitor) {
        long loader = type.readRecord().getClassLoaderId();
        if (graph.objectExists(loader) && !visitor.holds(loader, By.NATURE, "", "")) {
            return;
        }
        HeapClass parent = type.getSuperclass();
        if (parent != null && !visitor.holds(parent.getObjectId(), By.NATURE, "", "")) {
            return;
        }
        for (Iterator<HeapField> fields = type.readStaticFields().iterator(); fields.hasNext(); ) {
            HeapField field = fields.next();
            Long id = field.getValue().getAsNonNullObjectId();
            if (id != null && !visitor.holds(id, By.STATIC, type.getName(), field.getName())) {
                return;
            }
        }
    }
}
