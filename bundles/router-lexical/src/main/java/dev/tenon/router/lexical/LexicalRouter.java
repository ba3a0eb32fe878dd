// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.lexical;

import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Attachment;
import dev.tenon.api.skill.Utterance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Ranks skills by the nearness of a request to their examples. */
@TenonPlugin(
        id = "dev.tenon.router.lexical",
        name = "Lexical router",
        summary = "Finds the skill for a request by the words it shares with the examples of each.",
        categories = "router")
@Component
public final class LexicalRouter implements Router {
    /** Nearness below which nobody would see a likeness. */
    private static final double FLOOR = 0.2;

    private static final double STEEPNESS = 14;
    /** Cosine at which a request is as likely as not meant for the route; measured, see the README. */
    private static final double EVEN = 0.42;

    private static final double FOR_AN_ATTACHMENT_ALONE = 0.6;
    private static final double ATTACHMENT_UNUSED = 0.6;
    private static final double ATTACHMENT_USED = 1.3;

    private final List<String> background = background();
    private final Recent<String, Features> features = new Recent<>(20_000);
    private final Recent<List<Route>, Index> indexes = new Recent<>(8);

    private static List<String> background() {
        try (InputStream in = LexicalRouter.class.getResourceAsStream("background.txt")) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks background.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Candidate> rank(Utterance utterance, List<Route> routes) {
        Index index = indexes.get(List.copyOf(routes), this::index);
        Map<Integer, Index.Hit> nearest = index.nearest(Features.of(utterance.text()));
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            candidate(utterance, routes.get(i), Optional.ofNullable(nearest.get(i)))
                    .filter(candidate -> candidate.confidence() >= FLOOR)
                    .ifPresent(candidates::add);
        }
        candidates.sort(
                Comparator.comparingDouble(Candidate::confidence).reversed().thenComparing(Candidate::id));
        return List.copyOf(candidates);
    }

    private Index index(List<Route> routes) {
        return new Index(routes, background, text -> features.get(text, Features::of));
    }

    private static Optional<Candidate> candidate(Utterance utterance, Route route, Optional<Index.Hit> hit) {
        boolean wantsAttachment = !route.attachments().isEmpty();
        if (wantsAttachment && !brings(utterance, route)) {
            return Optional.empty();
        }
        if (wantsAttachment && utterance.text().isBlank()) {
            return Optional.of(new Candidate(route.id(), FOR_AN_ATTACHMENT_ALONE, "brings " + route.attachments()));
        }
        return hit.map(near -> {
            double likely = 1 / (1 + Math.exp(-STEEPNESS * (near.cosine() - EVEN)));
            double factor =
                    utterance.attachments().isEmpty() ? 1 : wantsAttachment ? ATTACHMENT_USED : ATTACHMENT_UNUSED;
            String why =
                    "%.2f like '%s'".formatted(near.cosine(), near.example().text());
            return new Candidate(route.id(), Math.min(1, likely * factor), why);
        });
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
