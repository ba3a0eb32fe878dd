// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.platform.Embedding;
import dev.tenon.api.platform.Embeddings;
import dev.tenon.api.platform.UnknownModelException;
import dev.tenon.api.router.Route;
import dev.tenon.wording.ChineseText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the indexes of the sets of routes asked for last, in the space of the encoder that is here. Thread-safe. */
final class Indexes {
    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);

    /** To be raised with each change in what the index of some texts is: another release's is of no use then. */
    static final int FORMAT = 1;

    private static final int MOST_KEPT = 8;
    private static final int MOST_GIVEN_BYTES = 32 << 20;

    /** Read at its first use: a release that is only looked at does without. */
    private final Recent<String, Background> background = new Recent<>(1);

    private final Recent<String, Features> features = new Recent<>(20_000);
    private final Recent<List<String>, WordIndex> words = new Recent<>(MOST_KEPT);
    private final Recent<Key, Index> kept = new Recent<>(MOST_KEPT);

    private record Shape(String id, Map<Locale, List<String>> examples) {}

    private record Key(List<Shape> routes, Optional<String> space) {}

    /**
     * A request before the examples.
     *
     * @param index the examples
     * @param nearness to each
     * @param withMeaning whether an encoder took part
     */
    record Request(Index index, Nearness nearness, boolean withMeaning) {}

    Request request(String text, Features features, List<Route> routes, Optional<Embeddings> embeddings) {
        String seen = text.length() > Features.LOOKED_AT ? text.substring(0, Features.LOOKED_AT) : text;
        Optional<Embedding> meaning =
                embeddings.flatMap(service -> embedded(service, List.of(seen))).map(one -> one.get(0));
        List<Shape> shapes = routes.stream()
                .map(route -> new Shape(route.id(), route.examples()))
                .toList();
        Key key = new Key(shapes, meaning.map(Embedding::space));
        Index index = kept.get(key, missing -> index(routes, missing.space().flatMap(space -> embeddings)));
        Nearness nearness = new Nearness(index, features, meaning);
        return new Request(index, nearness, index.meaningLikeness(meaning).isPresent());
    }

    private Index index(List<Route> routes, Optional<Embeddings> embeddings) {
        List<Index.Example> examples = Index.examples(routes);
        List<String> texts = examples.stream().map(Index.Example::text).toList();
        return new Index(
                examples, words.get(texts, this::wordIndex), embeddings.flatMap(service -> embedded(service, texts)));
    }

    private WordIndex wordIndex(List<String> texts) {
        List<Features> all =
                texts.stream().map(text -> features.get(text, Features::of)).toList();
        return WordIndex.of(all, background());
    }

    private Background background() {
        return background.get("", key -> Background.read());
    }

    /** The words of what was indexed lately, as {@link #take} reads it: what was used last comes first. */
    byte[] give() {
        Map<List<String>, WordIndex> lately = new LinkedHashMap<>();
        kept.newestFirst()
                .forEach(each ->
                        lately.put(each.getValue().texts(), each.getValue().words()));
        words.newestFirst().forEach(each -> lately.putIfAbsent(each.getKey(), each.getValue()));
        ArraysOut all = new ArraysOut();
        all.ints(FORMAT);
        all.longs(background().checksum());
        lately.entrySet().stream().limit(MOST_KEPT).forEach(each -> {
            ArraysOut one = new ArraysOut();
            Texts.write(each.getKey(), one);
            each.getValue().write(one);
            if (all.size() + one.size() <= MOST_GIVEN_BYTES) {
                all.nested(one);
            }
        });
        return all.toBytes();
    }

    /** Takes over what another release indexed, if it does so in the same way. */
    void take(byte[] given) throws IOException {
        ArraysIn all = new ArraysIn(given);
        boolean sameFormat = Arrays.equals(all.ints(), new int[] {FORMAT});
        if (!sameFormat || !Arrays.equals(all.longs(), new long[] {background().checksum()})) {
            LOG.info("The other release indexes examples in another way: they are indexed anew");
            return;
        }
        List<Map.Entry<List<String>, WordIndex>> read = new ArrayList<>();
        while (all.hasMore()) {
            ArraysIn one = all.nested();
            List<String> texts = Texts.read(one);
            read.add(0, Map.entry(texts, WordIndex.read(one, texts.size(), background())));
        }
        read.forEach(each -> words.put(each.getKey(), each.getValue()));
    }

    /** Without an encoder the words decide alone. */
    private static Optional<List<Embedding>> embedded(Embeddings embeddings, List<String> texts) {
        if (embeddings.space().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    embeddings.embed(texts.stream().map(ChineseText::plain).toList()));
        } catch (BackendException | UnknownModelException e) {
            LOG.warn("The sentence encoder failed; words decide alone", e);
            return Optional.empty();
        }
    }
}
