// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A graph of a model, and what each name means in it: a value of its own, or else of the nearest graph around it that has
 * one. Where both have one, ONNX forbids it (onnx/docs/IR.md), and ONNX Runtime takes either, depending on who else reads
 * the name: nothing is known of such. Not thread-safe.
 */
final class Scope {
    private final GraphProto graph;
    private final @Nullable Scope around;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<Integer, List<Scope>> within = new HashMap<>();
    private final BitSet folded = new BitSet();

    private Scope(GraphProto graph, @Nullable Scope around) {
        this.graph = graph;
        this.around = around;
    }

    /** A value, of one graph. */
    static final class Value {
        private final String name;
        private boolean isDefined;
        private boolean isUnclear;

        /** The name that no value of any graph has but this one; empty until one is needed. */
        private String unique = "";

        /** Puts it into what is evaluated; null of one that is not the same in each run. */
        private @Nullable Consumer<Value> source;

        private boolean isFolded;

        private Value(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        String unique() {
            return unique;
        }

        void setUnique(String unique) {
            this.unique = unique;
        }

        /** Says whether it is the same in each run. */
        boolean isSame() {
            return source != null;
        }

        boolean isFolded() {
            return isFolded;
        }

        /** Says whether whoever reads its name, in whatever graph, surely means it. */
        boolean isClear() {
            return !isUnclear;
        }

        /** Notes that it is the same in each run, unless it is not clear who reads it. */
        void give(Consumer<Value> by) {
            source = isUnclear ? null : by;
        }

        void fold() {
            source = value -> {};
            isFolded = true;
        }

        void requireSource() {
            if (source != null) {
                source.accept(this);
            }
        }
    }

    /** Takes a graph, and all within it. */
    static Scope of(GraphProto graph) {
        return of(graph, null);
    }

    private static Scope of(GraphProto graph, @Nullable Scope around) {
        Scope scope = new Scope(graph, around);
        graph.getInputList().forEach(input -> scope.define(input.getName()));
        graph.getInitializerList().forEach(tensor -> scope.define(tensor.getName()));
        graph.getSparseInitializerList()
                .forEach(tensor -> scope.define(tensor.getValues().getName()));
        graph.getNodeList().forEach(node -> node.getOutputList().forEach(scope::define));
        for (int i = 0; i < graph.getNodeCount(); i++) {
            NodeProto node = graph.getNode(i);
            List<Scope> inner = Graph.inner(node).map(each -> of(each, scope)).toList();
            if (!inner.isEmpty()) {
                scope.within.put(i, inner);
            }
        }
        return scope;
    }

    private void define(String name) {
        if (name.isEmpty()) {
            return; // it means none
        }
        Value value = values.computeIfAbsent(name, Value::new);
        value.isUnclear |= value.isDefined;
        value.isDefined = true;
        if (around != null) {
            around.value(name).ifPresent(hidden -> {
                hidden.isUnclear = true;
                value.isUnclear = true;
            });
        }
    }

    GraphProto graph() {
        return graph;
    }

    boolean isOutermost() {
        return around == null;
    }

    /** Says which names this graph has values of, those of others left out. */
    Iterable<String> names() {
        return values.keySet();
    }

    /** Returns what a name means to a node of this graph; empty if there is no such value. */
    Optional<Value> value(String name) {
        Value own = values.get(name);
        if (own != null) {
            return Optional.of(own);
        }
        return around == null ? Optional.empty() : around.value(name);
    }

    /** Returns the graphs within a node, in the order of {@link Graph#inner}. */
    List<Scope> within(int node) {
        return within.getOrDefault(node, List.of());
    }

    /** Returns all graphs within. */
    Iterable<List<Scope>> within() {
        return within.values();
    }

    boolean isFolded(int node) {
        return folded.get(node);
    }

    void fold(int node) {
        folded.set(node);
    }
}
