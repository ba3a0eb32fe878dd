// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leaks;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import shark.HeapField;
import shark.HeapGraph;
import shark.HeapObject;
import shark.HeapObject.HeapClass;
import shark.HeapObject.HeapInstance;
import shark.HprofRecord.HeapDumpRecord.ObjectRecord.PrimitiveArrayDumpRecord.ByteArrayDump;

/** Finds in a dump what the host marked, and reads its texts. */
final class Markers {
    private static final String REFERENCE = "java.lang.ref.Reference";
    private static final String STRING = "java.lang.String";
    private static final byte LATIN1 = 0;

    private Markers() {}

    /** Returns the id of the object behind each marker, by token; without those whose object is gone. */
    static Map<String, Long> referents(HeapGraph graph, String marker, Set<String> tokens) {
        Map<String, Long> referents = new LinkedHashMap<>();
        for (Iterator<HeapClass> classes = graph.getClasses().iterator(); classes.hasNext(); ) {
            HeapClass type = classes.next(); // there may be several of that name, each of another loader
            if (type.getName().equals(marker)) {
                for (Iterator<HeapInstance> all = type.getDirectInstances().iterator(); all.hasNext(); ) {
                    add(all.next(), marker, tokens, referents);
                }
            }
        }
        return referents;
    }

    private static void add(HeapInstance found, String marker, Set<String> tokens, Map<String, Long> referents) {
        HeapField token = found.get(marker, "token");
        HeapField referent = found.get(REFERENCE, "referent");
        if (token != null && referent != null && tokens.contains(text(token))) {
            HeapObject object = referent.getValue().getAsObject();
            if (object != null) {
                referents.put(text(token), object.getObjectId());
            }
        }
    }

    /** Reads a field that holds a text; empty if it holds none. */
    static String text(HeapField field) {
        HeapInstance string = field.getValueAsInstance();
        if (string == null || !string.getInstanceClassName().equals(STRING)) {
            return "";
        }
        HeapField value = string.get(STRING, "value");
        HeapField coder = string.get(STRING, "coder");
        if (value == null || value.getValueAsPrimitiveArray() == null || coder == null) {
            return "";
        }
        if (!(value.getValueAsPrimitiveArray().readRecord() instanceof ByteArrayDump bytes)) {
            return "";
        }
        Byte code = coder.getValue().getAsByte();
        return new String(
                bytes.getArray(),
                code != null && code == LATIN1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
    }
}
