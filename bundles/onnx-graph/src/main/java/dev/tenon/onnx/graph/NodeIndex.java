// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The nodes of a graph in their order, found by what they make and read. Each has a place, a number that grows with the
 * order; between two there is room for others, and where there is none left all are numbered anew. Not thread-safe.
 */
final class NodeIndex {
    /** Room for 2³² nodes in a row, each of which can be replaced by two 31 times before all are numbered anew. */
    private static final long GAP = 1L << 31;

    private final NavigableMap<Long, NodeProto> nodes = new TreeMap<>();
    private final Map<NodeProto, NavigableSet<Long>> places = new IdentityHashMap<>();
    private final Map<String, NavigableSet<Long>> producers = new HashMap<>();
    private final Map<String, NavigableSet<Long>> readers = new HashMap<>();

    NodeIndex(List<NodeProto> nodes) {
        nodes.forEach(this::append);
    }

    void append(NodeProto node) {
        put(nodes.isEmpty() ? 0 : nodes.lastKey() + GAP, node);
    }

    List<NodeProto> all() {
        return List.copyOf(nodes.values());
    }

    /** Returns the first that makes a value; the empty name is none. */
    Optional<NodeProto> producer(String name) {
        NavigableSet<Long> found = producers.get(name);
        return found == null ? Optional.empty() : Optional.of(node(found.first()));
    }

    /** Returns those that read a value, in their order; the empty name is none. */
    List<NodeProto> readers(String name) {
        NavigableSet<Long> found = readers.get(name);
        return found == null ? List.of() : found.stream().map(this::node).toList();
    }

    boolean isRead(String name) {
        return readers.containsKey(name);
    }

    /**
     * Puts nodes in the place of one: of this very one, or of the first that equals it.
     *
     * @throws IllegalArgumentException if there is none
     */
    void replace(NodeProto node, List<NodeProto> replacements) {
        long place =
                place(node).orElseThrow(() -> new IllegalArgumentException("no node of this graph: " + node.getName()));
        Long next = nodes.higherKey(place);
        long room = (next == null ? GAP : next - place) / Math.max(1, replacements.size());
        remove(place);
        if (room > 0) {
            for (int i = 0; i < replacements.size(); i++) {
                put(place + i * room, replacements.get(i));
            }
        } else {
            List<NodeProto> before = List.copyOf(nodes.headMap(place).values());
            List<NodeProto> after = List.copyOf(nodes.tailMap(place).values());
            List.of(nodes, places, producers, readers).forEach(Map::clear);
            before.forEach(this::append);
            replacements.forEach(this::append);
            after.forEach(this::append);
        }
    }

    void removeIf(Predicate<NodeProto> which) {
        nodes.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::remove);
    }

    private NodeProto node(long place) {
        NodeProto node = nodes.get(place);
        if (node == null) {
            throw new IllegalStateException("no node at " + place);
        }
        return node;
    }

    private Optional<Long> place(NodeProto node) {
        NavigableSet<Long> own = places.get(node);
        if (own != null) {
            return Optional.of(own.first());
        }
        Optional<String> output =
                node.getOutputList().stream().filter(name -> !name.isEmpty()).findFirst();
        Set<Long> candidates = output.isPresent()
                ? producers.getOrDefault(output.get(), new TreeSet<>()) // one that equals it makes the same
                : nodes.keySet();
        return candidates.stream()
                .filter(place -> node.equals(nodes.get(place)))
                .findFirst();
    }

    private void put(long place, NodeProto node) {
        nodes.put(place, node);
        places.computeIfAbsent(node, each -> new TreeSet<>()).add(place);
        made(node)
                .forEach(name ->
                        producers.computeIfAbsent(name, each -> new TreeSet<>()).add(place));
        read(node).forEach(name -> readers.computeIfAbsent(name, each -> new TreeSet<>())
                .add(place));
    }

    private void remove(long place) {
        NodeProto node = node(place);
        nodes.remove(place);
        remove(places, node, place);
        made(node).forEach(name -> remove(producers, name, place));
        read(node).forEach(name -> remove(readers, name, place));
    }

    private static <K> void remove(Map<K, NavigableSet<Long>> map, K key, long place) {
        map.computeIfPresent(key, (same, found) -> found.remove(place) && found.isEmpty() ? null : found);
    }

    private static Set<String> made(NodeProto node) {
        return withoutEmpty(new LinkedHashSet<>(node.getOutputList()));
    }

    private static Set<String> read(NodeProto node) {
        Set<String> read = new LinkedHashSet<>();
        note(node, read);
        return withoutEmpty(read);
    }

    private static void note(NodeProto node, Set<String> read) {
        read.addAll(node.getInputList());
        Graph.inner(node).forEach(graph -> {
            graph.getOutputList().stream().map(ValueInfoProto::getName).forEach(read::add);
            graph.getNodeList().forEach(each -> note(each, read));
        });
    }

    private static Set<String> withoutEmpty(Set<String> names) {
        names.remove("");
        return names;
    }
}
