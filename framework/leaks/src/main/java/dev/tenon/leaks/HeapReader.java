// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leaks;

import dev.tenon.workers.WorkerHandler;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import shark.CloseableHeapGraph;
import shark.HprofHeapGraph;
import shark.HprofRecordTag;

/**
 * Answers {@code DUMP MARKER TOKEN…} with three texts for each token that the dump knows: the token, the kind of what
 * holds the object that the marker of this token refers to, and the path to it, one step a line.
 *
 * <p>A marker is an instance of the class named {@code MARKER}, a weak reference with a text field {@code token}. A
 * token whose referent is gone has no answer. The path leads from a root of the garbage collector and is the shortest
 * that holds; weak, phantom and finalizer's references do not, soft ones only where nothing else does.
 */
public final class HeapReader implements WorkerHandler {
    private static final int LEAST_WORDS = 2;

    /** Made by the worker. */
    public HeapReader() {}

    @Override
    public List<String> handle(List<String> request, Consumer<String> notes) throws IOException {
        if (request.size() < LEAST_WORDS) {
            throw new IllegalArgumentException("usage: DUMP MARKER TOKEN…");
        }
        Set<String> tokens = new HashSet<>(request.subList(LEAST_WORDS, request.size()));
        notes.accept("indexing the heap dump");
        try (CloseableHeapGraph graph =
                HprofHeapGraph.Companion.openHeapGraph(new File(request.get(0)), null, rootTags())) {
            Map<String, Long> targets = Markers.referents(graph, request.get(1), tokens);
            notes.accept("searching what holds " + targets.size() + " class loaders");
            return answer(graph, targets);
        }
    }

    private static List<String> answer(CloseableHeapGraph graph, Map<String, Long> targets) {
        Map<Long, List<Hop>> paths = new Search(graph).shortest(new HashSet<>(targets.values()));
        List<String> answer = new ArrayList<>();
        targets.forEach((token, target) -> {
            List<Hop> path = Holder.trim(paths.getOrDefault(target, List.of()));
            answer.addAll(List.of(token, Holder.kind(path), String.join("\n", Holder.words(path))));
        });
        return answer;
    }

    /** All that keeps an object alive. */
    private static EnumSet<HprofRecordTag> rootTags() {
        return EnumSet.of(
                HprofRecordTag.ROOT_THREAD_OBJECT,
                HprofRecordTag.ROOT_JAVA_FRAME,
                HprofRecordTag.ROOT_JNI_GLOBAL,
                HprofRecordTag.ROOT_JNI_LOCAL,
                HprofRecordTag.ROOT_NATIVE_STACK,
                HprofRecordTag.ROOT_STICKY_CLASS,
                HprofRecordTag.ROOT_THREAD_BLOCK,
                HprofRecordTag.ROOT_MONITOR_USED,
                HprofRecordTag.ROOT_JNI_MONITOR,
                HprofRecordTag.ROOT_VM_INTERNAL,
                HprofRecordTag.ROOT_UNKNOWN);
    }
}
