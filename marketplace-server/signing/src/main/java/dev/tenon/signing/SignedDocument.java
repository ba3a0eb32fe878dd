// SPDX-License-Identifier: Apache-2.0
package dev.tenon.signing;

import dev.tenon.catalog.format.Index;

/**
 * The index as it is served.
 *
 * @param index what was signed
 * @param json the signed document
 * @param etag strong, with its quotes; the same document has the same tag after a restart
 */
public record SignedDocument(Index index, String json, String etag) {}
