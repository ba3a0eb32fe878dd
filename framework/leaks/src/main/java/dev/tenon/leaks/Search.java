// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leaks;

import dev.tenon.leaks.Hop.By;
import dev.tenon.leaks.Hop.Type;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shark.GcRoot;
import shark.HeapField;
import shark.HeapGraph;
import shark.HeapObject;
import shark.HeapObject.HeapClass;
import shark.HeapObject.HeapInstance;
import shark.HeapObject.HeapObjectArray;
import shark.HeapObject.HeapPrimitiveArray;

/** Walks a dump from the garbage collector's roots, breadth first: the first path to an object is a shortest one. */
final class Search {
    private static final String THREAD = "java.lang.Thread";
    private static final int ROOT = -1;

    private final HeapGraph graph;
    private final References references;
    /** What was reached, in that order, by id; and at which place of this list stands what it was reached from. */
    private final long[] reached;

    private final int[] parents;
    private int count;
    /** The objects that were reached, by Shark's index, which arrays of primitives have beyond the count. */
    private final BitSet seen;
    /** On which thread's stack a root lies, by id. */
    private final Map<Long, Long> stacks = new HashMap<>();
    /** The places of what is looked for. */
    private final Map<Long, Integer> found = new HashMap<>();

    /** The soft references met, which count only where nothing else holds. */
    private final Deque<Soft> soft = new ArrayDeque<>();

    private Set<Long> missing = Set.of();
    private int walked;

    /** A soft reference: at which place it stands, and to what it refers. */
    private record Soft(int from, long id) {}

    Search(HeapGraph graph) {
        this.graph = graph;
        references = new References(graph);
        reached = new long[graph.getObjectCount()];
        parents = new int[graph.getObjectCount()];
        seen = new BitSet(graph.getObjectCount());
    }

    /** Returns a shortest path to each of some objects that is held, by id. To be called once. */
    Map<Long, List<Hop>> shortest(Set<Long> targets) {
        missing = new HashSet<>(targets);
        addRoots();
        walk();
        while (!soft.isEmpty() && !missing.isEmpty()) {
            Soft reference = soft.remove();
            reach(graph.findObjectByIdOrNull(reference.id()), reference.from());
            walk();
        }
        Map<Long, List<Hop>> paths = new HashMap<>();
        found.forEach((id, place) -> paths.put(id, path(place)));
        return paths;
    }

    private void walk() {
        for (; walked < count && !missing.isEmpty(); walked++) {
            int from = walked;
            references.of(graph.findObjectById(reached[from]), (id, by, declaring, field) -> {
                if (by == By.SOFT) {
                    soft.add(new Soft(from, id));
                } else {
                    reach(graph.findObjectByIdOrNull(id), from);
                }
                return !missing.isEmpty();
            });
        }
    }

    private void reach(HeapObject object, int from) {
        if (object == null || object instanceof HeapPrimitiveArray || seen.get(object.getObjectIndex())) {
            return;
        }
        seen.set(object.getObjectIndex());
        if (missing.remove(object.getObjectId())) {
            found.put(object.getObjectId(), count);
        }
        parents[count] = from;
        reached[count++] = object.getObjectId();
    }

    /** Threads come first: where several hold an object, the thread says most. */
    private void addRoots() {
        Map<Integer, Long> threads = new HashMap<>();
        List<GcRoot> roots = graph.getGcRoots().stream()
                .filter(root -> graph.objectExists(root.getId()))
                .sorted(Comparator.comparingInt(Search::rank))
                .toList();
        for (GcRoot root : roots) {
            HeapObject object = graph.findObjectById(root.getId());
            if (root instanceof GcRoot.ThreadObject thread) {
                threads.put(thread.getThreadSerialNumber(), root.getId());
            } else if (root instanceof GcRoot.JavaFrame frame && !seen.get(object.getObjectIndex())) {
                Long thread = threads.get(frame.getThreadSerialNumber());
                if (thread != null) {
                    stacks.put(root.getId(), thread);
                }
            }
            reach(object, ROOT);
        }
    }

    private static int rank(GcRoot root) {
        if (root instanceof GcRoot.ThreadObject) {
            return 0;
        }
        return root instanceof GcRoot.JavaFrame ? 1 : 2;
    }

    private List<Hop> path(int target) {
        Deque<Hop> path = new ArrayDeque<>();
        int place = target;
        path.addFirst(hop(graph.findObjectById(reached[place])));
        while (parents[place] != ROOT) {
            HeapObject parent = graph.findObjectById(reached[parents[place]]);
            path.addFirst(holding(parent, graph.findObjectById(reached[place])));
            place = parents[place];
        }
        Long thread = stacks.get(reached[place]);
        if (thread != null) {
            path.addFirst(hop(graph.findObjectById(thread)).by(By.STACK, "", ""));
        }
        return List.copyOf(path);
    }

    /** Describes an object and, looking again, how it holds the next. */
    private Hop holding(HeapObject object, HeapObject next) {
        Hop[] hop = {hop(object)};
        references.of(object, (id, by, declaring, field) -> {
            if (id == next.getObjectId()) {
                hop[0] = hop[0].by(by, declaring, field);
                return false;
            }
            return true;
        });
        return hop[0];
    }

    private static Hop hop(HeapObject object) {
        if (object instanceof HeapClass type) {
            return new Hop(Type.CLASS, type.getName(), "", By.END, "", "");
        }
        if (object instanceof HeapInstance instance) {
            boolean isThread = instance.instanceOf(THREAD);
            return new Hop(
                    isThread ? Type.THREAD : Type.OBJECT,
                    instance.getInstanceClassName(),
                    isThread ? name(instance) : "",
                    By.END,
                    "",
                    "");
        }
        String array = object instanceof HeapObjectArray elements ? elements.getArrayClassName() : "an array";
        return new Hop(Type.OBJECT, array, "", By.END, "", "");
    }

    private static String name(HeapInstance thread) {
        HeapField name = thread.get(THREAD, "name");
        return name == null ? "" : Markers.text(name).replaceAll("\\p{Cntrl}", " ");
    }
}
