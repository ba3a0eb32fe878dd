// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.QuantizationStrategy;
import dev.tenon.api.quantizer.QuantizationStrategy.Choice;
import dev.tenon.api.quantizer.QuantizationStrategy.Option;
import dev.tenon.api.quantizer.QuantizationStrategy.Situation;
import dev.tenon.api.quantizer.Schemes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The schemes to try, best first.
 *
 * @param choices at least one
 * @param remarks what whoever reads the report should know of how they were chosen
 */
record SchemeChoice(List<Choice> choices, List<String> remarks) {
    private static final QuantizationStrategy OURS = new DeviceStrategy();

    SchemeChoice {
        choices = List.copyOf(choices);
        remarks = List.copyOf(remarks);
    }

    /** A strategy answered something that cannot be used, or nothing. */
    private static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        private UnfitException(String message) {
            super(message);
        }

        private UnfitException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The one that was asked for. */
    static SchemeChoice asked(String scheme) {
        return new SchemeChoice(List.of(new Choice(scheme, "it was asked for")), List.of());
    }

    /**
     * Asks a strategy; ours, if it fails.
     *
     * @param strategy of a plugin, if there is one
     * @param name of that plugin's release; empty if there is none
     * @param situation what is known
     * @param limit how long it may take
     */
    static SchemeChoice of(Optional<QuantizationStrategy> strategy, String name, Situation situation, Duration limit) {
        List<String> remarks = new ArrayList<>();
        if (!name.isEmpty()) {
            try {
                QuantizationStrategy theirs =
                        strategy.orElseThrow(() -> new UnfitException("did not start in the worker's process"));
                List<Choice> choices = possible(answer(theirs, situation, limit), situation, remarks);
                remarks.add(choices.get(0).scheme() + " was chosen by " + name + ": "
                        + choices.get(0).why());
                return new SchemeChoice(choices, remarks);
            } catch (UnfitException e) {
                remarks.add("the strategy of " + name + " " + e.getMessage() + ": the built-in one chose");
            }
        }
        List<Choice> choices = possible(OURS.choose(situation), situation, remarks);
        Choice first = choices.get(0);
        if (!first.scheme().equals(Schemes.W8A8) && !first.scheme().equals(Schemes.W8A8_DYNAMIC)) {
            remarks.add(first.scheme() + " was chosen: " + first.why());
        }
        return new SchemeChoice(choices, remarks);
    }

    /** What a quantizer has for a model, with the share of its weights that can have it. */
    static List<Option> options(List<String> schemes, List<QuantizableLayer> layers) {
        long all = layers.stream().mapToLong(QuantizableLayer::parameters).sum();
        return schemes.stream()
                .map(scheme -> {
                    long some = layers.stream()
                            .filter(layer -> layer.schemes().contains(scheme))
                            .mapToLong(QuantizableLayer::parameters)
                            .sum();
                    return new Option(scheme, all == 0 ? 0 : (double) some / all);
                })
                .toList();
    }

    /** Whatever a strategy throws is its failure alone; one that hangs is left behind with its thread. */
    private static List<Choice> answer(QuantizationStrategy strategy, Situation situation, Duration limit)
            throws UnfitException {
        FutureTask<List<Choice>> asked = new FutureTask<>(() -> strategy.choose(situation));
        Thread thread = new Thread(asked, "quantization-strategy");
        thread.setDaemon(true);
        thread.start();
        List<Choice> choices;
        try {
            choices = asked.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new UnfitException("did not choose within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new UnfitException("failed (" + e.getCause() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnfitException("was interrupted", e);
        }
        check(choices, situation);
        return List.copyOf(choices);
    }

    private static void check(List<Choice> choices, Situation situation) throws UnfitException {
        if (choices == null || choices.isEmpty()) {
            throw new UnfitException("chose nothing");
        }
        List<String> known = situation.options().stream().map(Option::scheme).toList();
        Set<String> seen = new HashSet<>();
        for (Choice choice : choices) {
            if (choice == null) {
                throw new UnfitException("chose nothing");
            }
            if (!known.contains(choice.scheme())) {
                throw new UnfitException("chose the scheme '" + choice.scheme() + "', and the quantizer has "
                        + String.join(", ", known));
            }
            if (!seen.add(choice.scheme())) {
                throw new UnfitException("chose " + choice.scheme() + " twice");
            }
        }
    }

    /**
     * Those that some layer can have; all, if none can have any.
     *
     * @throws DataRefusedException if what layers can have needs samples, and there are none
     */
    private static List<Choice> possible(List<Choice> choices, Situation situation, List<String> remarks) {
        List<String> had = situation.options().stream()
                .filter(option -> option.share() > 0)
                .map(Option::scheme)
                .toList();
        List<Choice> possible =
                choices.stream().filter(choice -> had.contains(choice.scheme())).toList();
        if (possible.isEmpty()) {
            if (!situation.hasSamples() && !had.isEmpty()) {
                throw new DataRefusedException("layers of this model can only be " + String.join(" or ", had)
                        + ", which needs samples: give some with --eval");
            }
            return choices;
        }
        choices.stream()
                .takeWhile(choice -> !had.contains(choice.scheme()))
                .forEach(choice ->
                        remarks.add(choice.scheme() + " was passed over: no layer of this model can have it"));
        return possible;
    }
}
