// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Turns what is known of the nearest route into the probability that it is the right one: a logistic regression fitted
 * on requests whose answer is known, some of them meant for no route at all (Platt 1999). The coefficients and how they
 * were found stand in {@code calibration.properties}.
 */
final class Calibration {
    private final double bias;
    private final double best;
    private final double few;
    private final double words;
    private final double share;
    private final double lead;

    private Calibration(Properties fitted, String kind) {
        bias = coefficient(fitted, kind, "bias");
        best = coefficient(fitted, kind, "best");
        few = coefficient(fitted, kind, "few");
        words = coefficient(fitted, kind, "words");
        share = coefficient(fitted, kind, "share");
        lead = coefficient(fitted, kind, "lead");
    }

    /**
     * Reads the coefficients.
     *
     * @param kind {@code meaning} with a sentence encoder, {@code words} without
     */
    static Calibration of(String kind) {
        Properties fitted = new Properties();
        try (InputStream in = Calibration.class.getResourceAsStream("calibration.properties")) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks calibration.properties");
            }
            fitted.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Calibration(fitted, kind);
    }

    private static double coefficient(Properties fitted, String kind, String name) {
        return Double.parseDouble(fitted.getProperty(kind + "." + name));
    }

    /**
     * The probability that a route is the right one.
     *
     * @param near the route
     * @param next the greatest share among the others
     */
    double confidence(Nearness.Near near, double next) {
        double odds = bias
                + best * near.best()
                + few * near.few()
                + words * near.words()
                + share * near.share()
                + lead * (near.share() - next);
        // twins differ by rounding errors only, and are told apart by their ids
        return Math.round(1e4 / (1 + Math.exp(-odds))) / 1e4;
    }
}
