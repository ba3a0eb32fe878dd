// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.platform.Embedding;
import dev.tenon.api.platform.Embeddings;
import dev.tenon.api.platform.UnknownModelException;
import dev.tenon.api.router.Route;
import dev.tenon.wording.ChineseText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the indexes of the sets of routes asked for last, in the space of the encoder that is here. Thread-safe. */
final class Indexes {
    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);

    private final Background background = Background.read();
    private final Recent<String, Features> features = new Recent<>(20_000);
    private final Recent<Key, Index> kept = new Recent<>(8);

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
        List<Features> features = texts.stream()
                .map(text -> this.features.get(text, Features::of))
                .toList();
        return new Index(examples, features, background, embeddings.flatMap(service -> embedded(service, texts)));
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
