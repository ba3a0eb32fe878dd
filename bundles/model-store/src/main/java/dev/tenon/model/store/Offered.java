// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is here, with variants in the place of their originals. Looking takes no lock; changes come one after the other
 * and each says which models are offered no more: their holders must hear of it afterwards, outside this lock.
 */
final class Offered {
    private static final Logger LOG = LoggerFactory.getLogger(Offered.class);

    private final VariantShelf variants;
    private volatile Listing listing = new Listing(Map.of(), Map.of(), Map.of());

    Offered(VariantShelf variants) {
        this.variants = variants;
    }

    Listing now() {
        return listing;
    }

    /** Begins with the models that were added before. */
    synchronized void begin(Map<String, StoredModel> own) {
        publish(new Listing(own, Map.of(), Map.of()));
    }

    /** A model was added, or is gone. */
    synchronized List<InstalledModel> own(String id, Optional<StoredModel> model) {
        return publish(listing.withOwn(id, model));
    }

    /** These models come with bundles from now on. */
    synchronized List<InstalledModel> bundled(Map<String, InstalledModel> models) {
        return publish(listing.withBundled(models));
    }

    /** Variants came, went, or others are in use. */
    synchronized List<InstalledModel> refresh() {
        return publish(listing);
    }

    private List<InstalledModel> publish(Listing next) {
        Map<InstalledModel, InstalledModel> inUse = new HashMap<>();
        for (InstalledModel original : next.originals()) {
            try {
                Optional<KeptVariant> used = variants.used(original.sha256());
                if (used.isPresent()) {
                    inUse.put(original, used.get().inPlaceOf(original));
                }
            } catch (IOException e) {
                LOG.warn(
                        "The variant of {} cannot be used: the original is",
                        original.descriptor().id(),
                        e);
            }
        }
        List<InstalledModel> before = listing.all();
        listing = next.withVariants(inUse);
        List<InstalledModel> after = listing.all();
        return before.stream().filter(model -> !after.contains(model)).toList();
    }
}
