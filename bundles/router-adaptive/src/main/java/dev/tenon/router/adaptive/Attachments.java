// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import dev.tenon.api.router.Route;
import dev.tenon.api.skill.Attachment;
import dev.tenon.api.skill.Utterance;

/** What a picture or a sound that comes with a request says about who is meant. */
final class Attachments {
    private static final double FOR_AN_ATTACHMENT_ALONE = 0.6;
    private static final double UNUSED = 0.6;
    private static final double USED = 1.3;

    private Attachments() {}

    /** Above 1 for a route that takes what came along, below 1 for one that does not, 1 where nothing came. */
    static double factor(Utterance utterance, Route route) {
        if (utterance.attachments().isEmpty()) {
            return 1;
        }
        return !route.attachments().isEmpty() && brings(utterance, route) ? USED : UNUSED;
    }

    static double joined(Utterance utterance, Route route, double confidence) {
        double factor = factor(utterance, route);
        double least = factor > 1 && utterance.text().isBlank() ? FOR_AN_ATTACHMENT_ALONE : 0;
        return Math.max(least, Math.min(1, confidence * factor));
    }

    private static boolean brings(Utterance utterance, Route route) {
        return route.attachments().stream()
                .allMatch(wanted -> utterance.attachments().stream().anyMatch(given -> fits(wanted, given)));
    }

    private static boolean fits(String wanted, Attachment given) {
        return wanted.equals("*/*")
                || wanted.equals(given.mediaType())
                || wanted.endsWith("/*") && given.mediaType().startsWith(wanted.substring(0, wanted.length() - 1));
    }
}
