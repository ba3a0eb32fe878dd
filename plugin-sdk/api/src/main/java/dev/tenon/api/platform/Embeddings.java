// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.platform;

import dev.tenon.api.backend.BackendException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Turns sentences into vectors that lie near each other when the sentences mean nearly the same, with the sentence
 * encoder that is installed. English and Chinese with the encoder that comes with the distribution; an operator may
 * install another. Thread-safe.
 */
@ProviderType
public interface Embeddings {
    /**
     * Returns the space of the vectors that {@link #embed} gives now.
     *
     * @return changes when the encoder is replaced; empty if no encoder is here
     */
    Optional<String> space();

    /**
     * Embeds texts. Blocks for a few milliseconds per sentence, longer the first time. What was embedded lately is
     * remembered.
     *
     * @param texts sentences; of a long text the encoder reads the beginning only
     * @return one embedding per text, in the same order and all of one space
     * @throws BackendException if the encoder cannot be loaded or run
     * @throws UnknownModelException if no encoder is installed
     */
    List<Embedding> embed(List<String> texts) throws BackendException;
}
