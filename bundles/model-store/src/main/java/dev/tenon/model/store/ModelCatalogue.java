// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The entries that this bundle carries: facts about models, no weights. Immutable. */
final class ModelCatalogue {
    private final Map<String, ModelJson> entries;

    private ModelCatalogue(Map<String, ModelJson> entries) {
        this.entries = entries;
    }

    /** Reads the entries. */
    static ModelCatalogue load() {
        Map<String, ModelJson> entries = new TreeMap<>();
        for (String id : new String(resource("catalogue/index.txt"), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            entries.put(id, ModelJson.parse(id, resource("catalogue/" + id + ".json")));
        }
        return new ModelCatalogue(Collections.unmodifiableMap(entries));
    }

    private static byte[] resource(String name) {
        try (InputStream in = ModelCatalogue.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks its file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All, sorted by id. */
    Collection<ModelJson> entries() {
        return entries.values();
    }

    Optional<ModelJson> byId(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** The entry whose model has this digest. */
    Optional<ModelJson> bySha256(String sha256) {
        return byModel(file -> file.sha256().equals(Optional.of(sha256)));
    }

    /** The entry whose model is fetched from this address. */
    Optional<ModelJson> byUrl(String url) {
        return byModel(file -> file.url().map(Object::toString).equals(Optional.of(url)));
    }

    private Optional<ModelJson> byModel(Predicate<FileSpec> matches) {
        return entries.values().stream()
                .filter(entry -> matches.test(entry.files().get(0)))
                .findFirst();
    }

    /** Up to three ids that a mistyped name may have meant, nearest first. */
    List<String> near(String name) {
        int limit = Math.max(2, name.length() / 3);
        return entries.keySet().stream()
                .filter(id -> id.contains(name) || name.contains(id) || distance(id, name) <= limit)
                .sorted(Comparator.comparingInt((String id) -> distance(id, name)))
                .limit(3)
                .toList();
    }

    /** How many letters must be put in, left out or changed (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
