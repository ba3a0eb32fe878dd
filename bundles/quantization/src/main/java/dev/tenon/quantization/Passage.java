// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.quantizer.QuantizationRefusedException;
import dev.tenon.api.quantizer.QuantizationStrategy.Choice;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * A way through the gate.
 *
 * @param scheme that was tried
 * @param found what the gate found
 */
record Passage(String scheme, Gate.Result found) {
    /**
     * Tries schemes until one can be made and the backend takes it; whether it then passes is the gate's to say.
     *
     * @param choices best first
     * @param remarks hears of those that were passed over
     * @param notes hears what is being done
     * @throws BackendException if the model cannot be run, or the backend takes no variant in any of the schemes
     * @throws IOException if reading or writing fails
     */
    static Passage of(Gate gate, List<Choice> choices, List<String> remarks, Consumer<String> notes)
            throws IOException, BackendException {
        for (Choice choice : choices.subList(0, choices.size() - 1)) {
            try {
                return through(gate, choice, notes);
            } catch (BackendException e) {
                if (e.reason() != BackendException.Reason.UNSUPPORTED_MODEL) {
                    throw e;
                }
                remarks.add(
                        choice.scheme() + " was passed over: the backend does not take it (" + e.getMessage() + ")");
            } catch (QuantizationRefusedException e) {
                if (e.reason() != QuantizationRefusedException.Reason.NO_SAMPLES) {
                    throw e;
                }
                remarks.add(choice.scheme() + " was passed over: " + e.getMessage());
            }
            notes.accept(remarks.get(remarks.size() - 1));
        }
        return through(gate, choices.get(choices.size() - 1), notes);
    }

    private static Passage through(Gate gate, Choice choice, Consumer<String> notes)
            throws IOException, BackendException {
        notes.accept("scheme " + choice.scheme() + ": " + choice.why());
        return new Passage(choice.scheme(), gate.pass(choice.scheme()));
    }
}
