// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

/**
 * What a person types for a setting: {@code skill-faq/min.score}.
 *
 * @param owner a plugin's name or a PID
 * @param key the setting, empty if only the owner was typed
 */
record SettingKeyName(String owner, String key) {
    static SettingKeyName whole(String typed) {
        SettingKeyName name = ofAny(typed);
        if (name.key.isEmpty()) {
            throw new Failure(
                    "bad-request",
                    "'" + typed + "' names no setting: write PLUGIN/KEY, as in skill-faq/min.score"
                            + " (./tenon config show lists them)");
        }
        return name;
    }

    static SettingKeyName ofAny(String typed) {
        int slash = typed.indexOf('/');
        return slash < 0
                ? new SettingKeyName(typed, "")
                : new SettingKeyName(typed.substring(0, slash), typed.substring(slash + 1));
    }
}
