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
 * @param variants what is given in the place of an original, by the original
 */
record Listing(
        Map<String, StoredModel> own,
        Map<String, InstalledModel> bundled,
        Map<InstalledModel, InstalledModel> variants) {
    Listing withOwn(String id, Optional<StoredModel> model) {
        Map<String, StoredModel> next = new TreeMap<>(own);
        model.ifPresentOrElse(stored -> next.put(id, stored), () -> next.remove(id));
        return new Listing(next, bundled, variants);
    }

    Listing withBundled(Map<String, InstalledModel> models) {
        return new Listing(own, models, variants);
    }

    Listing withVariants(Map<InstalledModel, InstalledModel> inUse) {
        return new Listing(own, bundled, inUse);
    }

    List<InstalledModel> all() {
        return Stream.concat(added(), visible())
                .sorted(Comparator.comparing(model -> model.descriptor().id()))
                .map(this::offered)
                .toList();
    }

    /** What was added last comes first, what bundles brought along last. */
    List<InstalledModel> forTask(String task) {
        Stream<InstalledModel> added = own.values().stream()
                .sorted(Comparator.comparing(StoredModel::added).reversed())
                .map(StoredModel::model);
        return Stream.concat(added, visible())
                .filter(model -> model.descriptor().task().equals(task))
                .map(this::offered)
                .toList();
    }

    Optional<InstalledModel> find(String id) {
        return original(id).map(this::offered);
    }

    Optional<InstalledModel> original(String id) {
        return Optional.ofNullable(own.get(id)).map(StoredModel::model).or(() -> Optional.ofNullable(bundled.get(id)));
    }

    /** Every model as it was added or brought along, hidden ones included. */
    List<InstalledModel> originals() {
        return Stream.concat(added(), bundled.values().stream()).toList();
    }

    /** The models of one file as they were added or brought along. */
    List<InstalledModel> originals(String sha256) {
        return originals().stream()
                .filter(model -> model.sha256().equals(sha256))
                .toList();
    }

    /** What is given in the place of an original, mostly itself. */
    InstalledModel offered(InstalledModel original) {
        return variants.getOrDefault(original, original);
    }

    private Stream<InstalledModel> added() {
        return own.values().stream().map(StoredModel::model);
    }

    private Stream<InstalledModel> visible() {
        return bundled.entrySet().stream()
                .filter(entry -> !own.containsKey(entry.getKey()))
                .map(Map.Entry::getValue);
    }
}
