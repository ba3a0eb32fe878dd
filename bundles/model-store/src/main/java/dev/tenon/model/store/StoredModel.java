// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import java.time.Instant;

/**
 * A model on the shelf.
 *
 * @param model what plugins see
 * @param added when it was installed
 */
record StoredModel(InstalledModel model, Instant added) {}
