// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.generation.DataFolders;
import dev.tenon.generation.Generation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Which copy of its data each bundle uses: a staged one its own, every other the one that the current generation names.
 * A bundle keeps its copy for its whole life, so an old release and a new one never write into the same folder.
 * Thread-safe.
 */
@Component(service = DataCopies.class)
public final class DataCopies {
    private final Platform platform;
    private final DataFolders folders;
    private final Map<Long, Integer> copies = new ConcurrentHashMap<>();

    /**
     * Starts on a home.
     *
     * @param context names it
     */
    @Activate
    public DataCopies(BundleContext context) {
        platform = new Platform(context);
        folders = new DataFolders(platform.home());
    }

    DataFolders folders() {
        return folders;
    }

    /** Gives a bundle a copy before it starts; other releases of it keep the one that is current now. */
    void give(Bundle bundle, int copy) {
        String id = bundle.getSymbolicName();
        int current = platform.current().plugin(id).dataCopy();
        for (Bundle other : platform.context().getBundles()) {
            if (id.equals(other.getSymbolicName())) {
                copies.putIfAbsent(other.getBundleId(), current);
            }
        }
        copies.put(bundle.getBundleId(), copy);
    }

    /** Returns the folder of a bundle, made if it is not there. */
    Path folder(Bundle bundle) throws IOException {
        String id = bundle.getSymbolicName();
        int copy = copies.computeIfAbsent(
                bundle.getBundleId(), key -> platform.current().plugin(id).dataCopy());
        return folders.open(id, copy);
    }

    /** Points {@code data/<id>} at the current copies, and forgets which ones bundles used that are gone. */
    void settle(Generation current) throws IOException {
        copies.keySet()
                .retainAll(Arrays.stream(platform.context().getBundles())
                        .map(Bundle::getBundleId)
                        .collect(Collectors.toSet()));
        folders.settle(current);
    }

    /** Deletes copies that no generation names and no bundle uses. */
    void collect(List<Generation> kept) throws IOException {
        Map<String, Set<Integer>> used = new HashMap<>();
        for (Bundle bundle : platform.context().getBundles()) {
            Integer copy = copies.get(bundle.getBundleId());
            if (copy != null) {
                used.computeIfAbsent(bundle.getSymbolicName(), key -> new HashSet<>())
                        .add(copy);
            }
        }
        folders.collect(kept, used);
    }
}
