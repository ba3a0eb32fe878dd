// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is here. Immutable.
 *
 * @param own models that were added, by id
 * @param bundled models that bundles brought along, by id; one that was added under the same id hides them
 */
record Listing(Map<String, StoredModel> own, Map<String, InstalledModel> bundled) {
    Listing withOwn(String id, Optional<StoredModel> model) {
        Map<String, StoredModel> next = new TreeMap<>(own);
        model.ifPresentOrElse(stored -> next.put(id, stored), () -> next.remove(id));
        return new Listing(next, bundled);
    }

    Listing withBundled(Map<String, InstalledModel> models) {
        return new Listing(own, models);
    }

    List<InstalledModel> all() {
        return Stream.concat(own.values().stream().map(StoredModel::model), visible())
                .sorted(Comparator.comparing(model -> model.descriptor().id()))
                .toList();
    }

    /** What was added last comes first, what bundles brought along last. */
    List<InstalledModel> forTask(String task) {
        Stream<InstalledModel> added = own.values().stream()
                .sorted(Comparator.comparing(StoredModel::added).reversed())
                .map(StoredModel::model);
        return Stream.concat(added, visible())
                .filter(model -> model.descriptor().task().equals(task))
                .toList();
    }

    Optional<InstalledModel> find(String id) {
        return Optional.ofNullable(own.get(id)).map(StoredModel::model).or(() -> Optional.ofNullable(bundled.get(id)));
    }

    private Stream<InstalledModel> visible() {
        return bundled.entrySet().stream()
                .filter(entry -> !own.containsKey(entry.getKey()))
                .map(Map.Entry::getValue);
    }
}
