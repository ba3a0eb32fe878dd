// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Smaller variants of a model. Two long tests, not many short ones: each starts a host anew. */
class ModelsBrowserTest extends BrowserTest {
    private static final String MNIST = "[data-model='mnist'] ";
    private static final String PASSED = MNIST + "[data-variant='w8a8-cpu'] ";

    private void open() throws Exception {
        signIn();
        browser.open(host.url() + "/console/#/models");
    }

    private Object count(String selector) {
        return browser.run("return document.querySelectorAll(\"" + selector + "\").length");
    }

    private void confirm(String result) {
        browser.click("dialog button.primary:enabled");
        browser.find("dialog .outcome", result);
    }

    private void close() {
        browser.press(Keys.ESCAPE);
        browser.gone("dialog");
    }

    private void fits(String language) throws Exception {
        for (int width : new int[] {1280, 390}) {
            browser.size(width, 1000);
            browser.shoot("variants-" + language + "-" + width);
            assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                    .as("forms in %s at %d have no sideways scroll", language, width)
                    .isLessThanOrEqualTo(width);
        }
        browser.size(1280, 800);
    }

    @Test
    void usesAVariantThatPassedAndNoneThatDidNot() throws Exception {
        open();
        browser.click(MNIST + ".variants > summary");
        browser.find(MNIST + ".form", "In use: original · 26 kB");
        browser.find(PASSED, "keeps 99.3 %, at least 99.2 %");
        browser.find(PASSED, "digits.npz\n772 items, accuracy");
        browser.find(MNIST + "[data-variant='w4a8-cpu'] .state.bad", "refused");
        browser.find(MNIST + "[data-more='w4a8-cpu']", "and 98.0 % is required");
        browser.find(MNIST + "[data-more='w8-cpu']", "neither smaller");
        assertThat(count(MNIST + ".refused button"))
                .as("what was refused cannot be chosen")
                .isEqualTo(0L);
        readsTheReport();
        fits("en");

        browser.click("[aria-label='Use 8\u00a0bits (w8a8) of Handwritten digits']");
        browser.find("dialog dl", "36 % of the size");
        confirm("w8a8-cpu of mnist is in use");
        close();
        browser.find(MNIST + ".form", "In use: 8 bits (w8a8) · 10 kB · 36 % of the size, 2.3 times as fast here");
        browser.find(PASSED + ".state.good", "in use");
        browser.find(MNIST + ".report", "Passed:");
        assertThat(browser.run("return document.activeElement.textContent"))
                .as("the focus stays at the model")
                .isEqualTo("4 forms");

        browser.click(".below button[lang='zh-CN']");
        browser.click(MNIST + ".variants > summary");
        browser.find(PASSED, "保留 99.3%，至少 99.2%");
        browser.find(MNIST + ".form", "正在使用：");
        browser.click(MNIST + "[data-more='w8a8-cpu'] summary");
        browser.find(MNIST + ".report a", "下载报告");
        fits("zh");
        browser.click(".below button[lang='en']");
        browser.click(MNIST + ".variants > summary");
        browser.click("[aria-label='Back to the original of Handwritten digits']");
        confirm("original of mnist is in use");
        close();
        browser.find(MNIST + ".form", "In use: original");
    }

    private void readsTheReport() {
        browser.run("const make = URL.createObjectURL; window.files = [];"
                + " URL.createObjectURL = file => { window.files.push(file); return make(file); }");
        browser.tabTo("Report on 8\u00a0bits (w8a8) of Handwritten digits");
        browser.press(Keys.ENTER);
        browser.find(MNIST + ".report", "Passed: it keeps 99.3 % of the original's accuracy");
        String facts = browser.find(MNIST + ".report dl").getText();
        assertThat(facts).contains("29 in 8 bits (w8a8), 1 unchanged", "by percentiles", "128 items, 0123456789ab\n");
        browser.find(MNIST + ".report .remarks", "there are only 772");
        browser.click(MNIST + ".report summary");
        browser.find(MNIST + ".layers", "the answers depend on it most");
        assertThat(browser.run("const link = document.querySelector('.report a');"
                        + " return window.files.at(-1).text().then(text => link.protocol + link.download + ' '"
                        + " + JSON.parse(text).quality.retained)"))
                .isEqualTo("blob:mnist-w8a8-cpu.json 0.993");
    }

    @Test
    void makesAVariantOrCallsItOff() throws Exception {
        open();
        order("pictures", "0.98", "");
        browser.find("#evaluation-error", "the full path on the host");
        browser.find("#required-error", "above 1 and up to 100");
        assertThat(browser.run("const at = document.activeElement; return at.id + at.ariaInvalid"))
                .isEqualTo("evaluationtrue");
        browser.shoot("quantize-1280");
        browser.find("dialog #evaluation").sendKeys(Keys.HOME, "/data/");
        browser.gone("#evaluation-error:not(:empty)");
        browser.find("dialog #required").sendKeys(Keys.chord(Keys.CONTROL, "a"), "98.5 %");
        confirm("mnist in w8a8 for cpu is here");
        browser.find("dialog .steps", "all layers in w8a8: 99.1 % of the original's accuracy");
        close();
        browser.find(PASSED, "keeps 99.1 %, at least 99.0 %");

        order("", "98", "w4a8");
        browser.find("dialog .outcome.failed", "is not offered: it keeps 95.3 %");
        browser.find("dialog .change-body > .muted", "What answered before goes on");
        close();

        order(MadeUpVariants.HOURS, "98", "w8a8-dynamic");
        browser.find("dialog .steps li.running", "how much depends on layer");
        close();
        browser.open("about:blank");
        browser.open(host.url() + "/console/#/models");
        browser.click("[data-going='mnist'] button");
        browser.find("dialog .steps li", "reading the model");
        browser.tabTo("Call off");
        browser.shoot("quantize-steps-1280");
        browser.press(Keys.ENTER);
        browser.find("dialog h2", "Called off");
        browser.find("dialog .outcome.failed", "nothing was changed");
        close();
        browser.gone("[data-going]");
        browser.gone("[data-variant='w8a8-dynamic-cpu']");
    }

    private void order(String data, String share, String scheme) {
        browser.click("[aria-label='Make a smaller variant of Handwritten digits']");
        browser.find("dialog #evaluation").sendKeys(data);
        browser.find("dialog #required").sendKeys(Keys.chord(Keys.CONTROL, "a"), share);
        browser.run("document.querySelector('#scheme').value = '" + scheme + "'");
        browser.click("dialog button.primary:enabled");
    }
}
