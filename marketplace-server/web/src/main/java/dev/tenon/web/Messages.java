// SPDX-License-Identifier: Apache-2.0
package dev.tenon.web;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;

/** The catalogue's words in one language. Immutable. */
final class Messages {
    static final Messages ENGLISH = new Messages("en");
    static final Messages CHINESE = new Messages("zh");

    private final String language;
    private final Properties words = new Properties();

    private Messages(String language) {
        this.language = language;
        try {
            words.load(new StringReader(Resources.text("messages." + language + ".properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String language() {
        return language;
    }

    Set<String> keys() {
        return words.stringPropertyNames();
    }

    String text(String key) {
        String text = words.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("no words for '" + key + "' in " + language);
        }
        return text;
    }

    /** With one value in the place {@code {0}}. */
    String text(String key, Object value) {
        return text(key).replace("{0}", value.toString());
    }

    /** The key's own words, or those of a more general key. */
    String textOr(String key, String general) {
        return words.getProperty(key, words.getProperty(general, general));
    }
}
