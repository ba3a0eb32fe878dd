// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.platform;

import dev.tenon.api.skill.Utterance;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The assistant's ear: whoever brings requests in (a gateway, a console, a skill) asks here. Thread-safe. */
@ProviderType
public interface Answers {
    /**
     * Answers a request. Blocks until the answer is complete.
     *
     * @param utterance the request
     * @param parts gets each piece of the text as soon as it is there, on the caller's thread or another; must not block
     * @return the answer, with the whole text
     */
    Answer ask(Utterance utterance, Consumer<String> parts);

    /**
     * Answers a request whose answer is wanted whole.
     *
     * @param utterance the request
     * @return the answer
     */
    default Answer ask(Utterance utterance) {
        return ask(utterance, part -> {});
    }
}
