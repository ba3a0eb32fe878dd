// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import java.util.List;
import java.util.Optional;

/**
 * The settings that a bundle's metatype describes under one PID.
 *
 * @param pid of the configuration, or of the factory
 * @param factory whether there may be several configurations, {@code <pid>~<name>}
 * @param name for people
 * @param keys in the order of the metatype
 */
public record SettingsSchema(String pid, boolean factory, String name, List<SettingKey> keys) {
    /** Copies. */
    public SettingsSchema {
        keys = List.copyOf(keys);
    }

    /**
     * Finds a setting.
     *
     * @param key its key
     * @return empty if there is none
     */
    public Optional<SettingKey> find(String key) {
        return keys.stream().filter(known -> known.key().equals(key)).findFirst();
    }

    /**
     * Says that there is no such setting.
     *
     * @param key that somebody typed
     * @return one line that names the nearest, or all
     */
    public String unknown(String key) {
        List<String> known = keys.stream().map(SettingKey::key).toList();
        String hint = Nearest.to(key, known)
                .map(near -> "did you mean " + near + "?")
                .orElse(known.isEmpty() ? "there are none" : "there are " + String.join(", ", known));
        return "there is no setting '" + key + "'; " + hint;
    }
}
