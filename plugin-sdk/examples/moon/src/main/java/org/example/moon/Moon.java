package org.example.moon;

import java.time.Duration;
import java.time.Instant;

/** When the moon is new and full, after Jean Meeus, Astronomical Algorithms, chapter 49; right to some minutes. */
final class Moon {
    private static final double MONTH_DAYS = 29.530588861;
    private static final Instant EPOCH = Instant.parse("2000-01-01T12:00:00Z");
    private static final double FIRST_NEW_MOON = 5.09766;

    private Moon() {}

    /** Age in days since the last new moon, 0 to 29.6. */
    static double age(Instant now) {
        long lunation = Math.round((days(now) - FIRST_NEW_MOON) / MONTH_DAYS) + 1;
        while (phase(lunation).isAfter(now)) {
            lunation--;
        }
        return Duration.between(phase(lunation), now).toMinutes() / 1440.0;
    }

    /** The first moment after now when the moon is new (part 0) or full (part 0.5). */
    static Instant next(double part, Instant now) {
        double lunation = Math.floor((days(now) - FIRST_NEW_MOON) / MONTH_DAYS) - 1 + part;
        while (!phase(lunation).isAfter(now)) {
            lunation++;
        }
        return phase(lunation);
    }

    private static double days(Instant now) {
        return Duration.between(EPOCH, now).toSeconds() / 86_400.0;
    }

    /** The moment of a phase: whole numbers are new moons, halves full moons; 0 is 6 January 2000. */
    private static Instant phase(double k) {
        double t = k / 1236.85;
        double sun = Math.toRadians(2.5534 + 29.10535670 * k);
        double moon = Math.toRadians(201.5643 + 385.81693528 * k + 0.0107582 * t * t);
        double node = Math.toRadians(160.7108 + 390.67050284 * k - 0.0016118 * t * t);
        double e = 1 - 0.002516 * t;
        boolean full = k != Math.rint(k);
        double correction = (full ? -0.40614 : -0.40720) * Math.sin(moon)
                + (full ? 0.17302 : 0.17241) * e * Math.sin(sun)
                + (full ? 0.01614 : 0.01608) * Math.sin(2 * moon)
                + (full ? 0.01043 : 0.01039) * Math.sin(2 * node)
                + (full ? 0.00734 : 0.00739) * e * Math.sin(moon - sun)
                - (full ? 0.00515 : 0.00514) * e * Math.sin(moon + sun)
                + (full ? 0.00209 : 0.00208) * e * e * Math.sin(2 * sun)
                - 0.00111 * Math.sin(moon - 2 * node)
                - 0.00057 * Math.sin(moon + 2 * node)
                + 0.00056 * e * Math.sin(2 * moon + sun)
                - 0.00042 * Math.sin(3 * moon);
        double days = FIRST_NEW_MOON + MONTH_DAYS * k + 0.00015437 * t * t + correction;
        return EPOCH.plusSeconds(Math.round(days * 86_400) - 69);
    }
}
