// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * Somewhere with a clock.
 *
 * @param english its name
 * @param chinese its name
 * @param zone empty for a country with several
 */
record Place(String english, String chinese, Optional<ZoneId> zone) {
    String name(Locale language) {
        return Languages.isChinese(language) ? chinese : english;
    }
}
