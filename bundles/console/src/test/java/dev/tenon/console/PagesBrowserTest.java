// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How single pages look, where that can be measured. */
class PagesBrowserTest extends BrowserTest {
    @Test
    void headingsOfSettingsKeepTheirDistance() throws Exception {
        signIn();
        browser.open(host.url() + "/console/#/settings");
        browser.find("[data-pid] + [data-pid] h2");
        assertThat((Number) browser.run("const rows = document.querySelectorAll('[data-pid]');"
                        + " return rows[1].querySelector('h2').getBoundingClientRect().top"
                        + " - rows[0].getBoundingClientRect().bottom"))
                .as("pixels between a heading and the card above it")
                .satisfies(pixels -> assertThat(pixels.doubleValue()).isGreaterThan(24));
        assertThat((Number) browser.run("const first = document.querySelector('[data-pid]:has(ul)');"
                        + " return first.querySelector('ul').getBoundingClientRect().top"
                        + " - first.querySelector('h2').getBoundingClientRect().bottom"))
                .as("pixels between a heading and its card")
                .satisfies(pixels -> assertThat(pixels.doubleValue()).isGreaterThan(8));
    }

    @Test
    void aPlanOfOnePluginSaysOnceWhatIsDownloaded() throws Exception {
        signIn();
        browser.open(host.url() + "/console/#/install/skill-units");
        assertThat(browser.find("dialog .sum").getText()).contains("Download", "412 kB");
        assertThat(browser.find("dialog").getText().split("Download", -1)).hasSize(2);
    }
}
