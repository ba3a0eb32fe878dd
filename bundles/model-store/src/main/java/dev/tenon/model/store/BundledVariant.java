// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelStore.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a bundle brought instead of an original: a variant, with the report of the gate beside it. */
final class BundledVariant {
    private static final Logger LOG = LoggerFactory.getLogger(BundledVariant.class);

    private BundledVariant() {}

    /** Returns the variant that a model is, with its report; empty if it is an original. */
    static Optional<Variant> of(InstalledModel model) {
        Path report = model.file().resolveSibling(KeptVariant.REPORT);
        if (!Files.isRegularFile(report)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Reports.read(report))
                    .filter(read -> read.variant().equals(model.sha256()))
                    .map(read -> new Variant(Reports.name(read), read, true));
        } catch (IOException e) {
            LOG.warn("The report of model {} cannot be read", model.descriptor().id(), e);
            return Optional.empty();
        }
    }
}
