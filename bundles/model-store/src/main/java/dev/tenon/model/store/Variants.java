// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.ModelStore.Packed;
import dev.tenon.runtime.ModelStore.Variant;
import dev.tenon.runtime.VariantReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps variants of models, puts them to use and takes them away. Whatever changes is written first, then offered, then
 * the holders of what is offered no more are told, and last its files are deleted. One change at a time; looking takes
 * no lock.
 */
final class Variants {
    private static final Logger LOG = LoggerFactory.getLogger(Variants.class);

    private final VariantShelf shelf;
    private final Offered offered;
    private final VariantCheck check;
    private final Consumer<InstalledModel> removed;

    /**
     * Offers what the shelf says.
     *
     * @param removed hears of each model that is offered no more
     */
    Variants(VariantShelf shelf, Offered offered, VariantCheck check, Consumer<InstalledModel> removed) {
        this.shelf = shelf;
        this.offered = offered;
        this.check = check;
        this.removed = removed;
    }

    /** As {@link ModelStore#variants}. */
    List<Variant> list(String id) {
        Listing now = offered.now();
        Optional<InstalledModel> original = now.original(id);
        return original.map(found -> Stream.concat(
                                BundledVariant.of(found)
                                        .filter(variant -> now.offered(found).equals(found))
                                        .stream(),
                                shelf.of(found.sha256()).stream().map(variant -> seen(variant, now.offered(found))))
                        .toList())
                .orElse(List.of());
    }

    private static Variant seen(KeptVariant variant, InstalledModel given) {
        return new Variant(variant.name(), variant.report(), given.file().startsWith(variant.folder()));
    }

    /** As {@link ModelStore#keepVariant}. */
    synchronized Variant keep(String id, Path result) {
        InstalledModel original = original(id);
        try {
            if (shelf.holds(original.sha256(), result)) {
                throw new ModelRefusedException(
                        Reason.UNKNOWN, result + " is kept already; name the folder of a new result");
            }
            VariantReport report = check.check(result, original);
            Path staged = shelf.stage(report, result);
            try {
                KeptVariant variant = commit(staged, report);
                LOG.info("Variant {} of model {} is kept: {}", variant.name(), id, report.verdict());
                discard(result);
                return seen(variant, offered.now().offered(original));
            } finally {
                Disk.delete(staged);
            }
        } catch (IOException e) {
            throw new ModelRefusedException(
                    Reason.STORAGE, "the variant of " + id + " cannot be kept on this host's disk: " + Disk.why(e), e);
        }
    }

    private KeptVariant commit(Path staged, VariantReport report) throws IOException {
        String sha256 = report.original();
        boolean isNamed = shelf.isNamed(sha256, Reports.name(report));
        if (isNamed && !Reports.isPassed(report)) {
            shelf.use(sha256, ModelStore.ORIGINAL);
            offered.refresh().forEach(removed);
        }
        Set<InstalledModel> old = new LinkedHashSet<>();
        if (isNamed && shelf.used(sha256).isPresent()) {
            // Even if its successor is the same to the byte: its holders have files open that go.
            offered.now()
                    .originals(sha256)
                    .forEach(each -> old.add(offered.now().offered(each)));
        }
        KeptVariant variant = shelf.commit(staged, report);
        old.addAll(offered.refresh());
        old.forEach(removed);
        shelf.discardOld(variant);
        return variant;
    }

    private static void discard(Path result) {
        try {
            Disk.delete(result);
        } catch (IOException e) {
            LOG.warn("{} was taken over and cannot be deleted", result, e);
        }
    }

    /** As {@link ModelStore#useVariant}. */
    synchronized void use(String id, String name) {
        InstalledModel here = original(id);
        Optional<Variant> brought = BundledVariant.of(here);
        if (brought.isPresent()) {
            refuseOther(id, brought.get().name(), name);
            return;
        }
        String sha256 = here.sha256();
        Optional<KeptVariant> variant = shelf.of(sha256).stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (!name.equals(ModelStore.ORIGINAL)
                && variant.filter(KeptVariant::isPassed).isEmpty()) {
            throw new ModelRefusedException(Reason.UNKNOWN, refusal(id, name, sha256, variant));
        }
        try {
            if (variant.isPresent()) {
                variant.get().prove();
                for (InstalledModel original : offered.now().originals(sha256)) {
                    variant.get().inPlaceOf(original);
                }
            }
            shelf.use(sha256, name);
            offered.refresh().forEach(removed);
            LOG.info("Model {} uses {}", id, name);
        } catch (IOException e) {
            throw new ModelRefusedException(
                    Reason.STORAGE, "the variant of " + id + " cannot be put to use: " + Disk.why(e), e);
        }
    }

    /** As {@link ModelStore#pack}. */
    List<Packed> pack(String id, String namespace, String version, Path folder) {
        InstalledModel original = original(id);
        try {
            return new ModelPlugins(original, namespace, version).write(shelf.of(original.sha256()), folder);
        } catch (IOException e) {
            throw new ModelRefusedException(
                    Reason.STORAGE, "the plugins of " + id + " cannot be written: " + Disk.why(e), e);
        }
    }

    /** What a plugin brought is exchanged by another plugin. */
    private static void refuseOther(String id, String brought, String wanted) {
        if (!wanted.equals(brought)) {
            throw new ModelRefusedException(
                    Reason.UNKNOWN,
                    "model " + id + " came as " + brought + " with a plugin, and there is nothing else of it here;"
                            + " 'tenon plugin search " + id + "' shows which plugins bring its original or a variant");
        }
    }

    private String refusal(String id, String name, String sha256, Optional<KeptVariant> variant) {
        List<String> possible = Stream.concat(
                        Stream.of(ModelStore.ORIGINAL),
                        shelf.of(sha256).stream().filter(KeptVariant::isPassed).map(KeptVariant::name))
                .toList();
        String what = variant.map(failed -> "variant " + name + " of model " + id + " did not pass ("
                        + failed.report().reason() + ")")
                .orElse("model " + id + " has no variant '" + name + "'");
        return what + "; possible are " + String.join(", ", possible);
    }

    /**
     * Deletes the variants of a file, unless a model that is here was made of it.
     *
     * @throws IOException if they cannot be deleted; they are not offered all the same
     */
    synchronized void forget(String sha256) throws IOException {
        if (offered.now().originals(sha256).isEmpty()) {
            shelf.forget(sha256);
            offered.refresh().forEach(removed);
            shelf.discardGone(sha256);
        }
    }

    private InstalledModel original(String id) {
        return offered.now()
                .original(id)
                .orElseThrow(() -> new ModelRefusedException(
                        Reason.UNKNOWN, "no model '" + id + "' is installed; 'tenon model list' shows which are"));
    }
}
