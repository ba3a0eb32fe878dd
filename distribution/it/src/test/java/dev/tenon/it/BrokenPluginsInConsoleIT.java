// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.catalog.format.Clause;
import dev.tenon.console.Browser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * Broken plugins are installed from the web console while four people ask: whoever clicked reads the reason where they
 * clicked and on the doctor's page, nothing of the plugin is left, and every question is answered. All kinds of broken
 * plugins are tried from the shell ({@link BrokenPluginsIT}); their reasons take the same way to the page.
 */
class BrokenPluginsInConsoleIT {
    private static final String OFFER = "[data-offer='" + BrokenPlugin.ID + "'] .actions button";
    private static final String INSTALLED = "[data-plugin='" + BrokenPlugin.ID + "']";
    private static final String FINDING = "[data-finding='change']";

    /** What a rehearsal on a busy machine may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    @TempDir
    Path folder;

    @Test
    void showsTheReasonOfEachWhileEveryQuestionIsAnswered() throws Exception {
        Operator operator = new Operator(folder.resolve("home"));
        try (Browser browser = new Browser("en-US", PATIENCE);
                Up up = Up.start(operator);
                CarelessMarket market = new CarelessMarket(up)) {
            operator.tenon("config", "set", "dev.tenon.plugins.rehearsal/limit.seconds", BrokenPlugin.REHEARSAL_LIMIT)
                    .done();
            operator.tenon("market", "trust", market.url(), market.key()).done();
            operator.tenon("plugin", "search", "miles").done(); // from now on the host knows what that market offers
            browser.open(operator.tenon("console").done().out().strip());
            browser.find("#request");
            try (Askers askers = new Askers(up, 4)) {
                long generation = up.generation();
                for (BrokenPlugin broken : BrokenPlugin.oneOfEachEnd()) {
                    isRefused(broken, browser, market);
                    askers.goOn(4);
                    assertThat(up.generation()).isEqualTo(generation);
                }
                refusesAPlan(browser, market);
                installsItMended(browser, market);
                askers.goOn(4);
            }
            browser.assertKeptToItself(up.host().toString());
        }
    }

    private void isRefused(BrokenPlugin broken, Browser browser, CarelessMarket market) throws Exception {
        market.offer(BrokenPlugin.ID, broken.jar().write(folder));
        install(browser);
        assertThat(browser.find("dialog .outcome.failed").getText()).contains(broken.says());
        browser.find("dialog h2", "That did not work");
        browser.find("dialog .change-body > .muted", "Take another release");
        browser.shoot("broken-" + broken.says()[0].replaceAll("[^A-Za-z0-9]+", "-"));
        leave(browser);
        assertThat(doctor(browser))
                .contains("'install " + BrokenPlugin.ID + "' changed nothing: ")
                .contains(broken.says());
    }

    /** Asks for the plugin and consents to what is shown. */
    private static void install(Browser browser) {
        browser.click("nav a[href='#/plugins']");
        browser.click(OFFER);
        browser.find("dialog .plan", BrokenPlugin.ID);
        browser.find("dialog .plan", "tried first, in a process of its own");
        browser.click("dialog button.primary:enabled");
    }

    /** Closes the dialog; the plugin is not among those installed, and may be asked for again. */
    private static void leave(Browser browser) {
        browser.press(Keys.ESCAPE);
        browser.gone("dialog");
        browser.find(OFFER);
        browser.gone(INSTALLED);
    }

    private static String doctor(Browser browser) {
        browser.find("nav a[aria-label='Doctor, 1 problem'] .count", "1");
        browser.click("nav a[href='#/doctor']");
        WebElement finding = browser.find(FINDING);
        return finding.getText();
    }

    /** A marketplace that says what the plugin needs spares everybody the try. */
    private void refusesAPlan(Browser browser, CarelessMarket market) throws Exception {
        Clause api = new Clause(
                "osgi.wiring.package",
                Map.of(),
                Map.of("filter", "(&(osgi.wiring.package=dev.tenon.api.skill)(version>=9.0.0)(!(version>=10.0.0)))"));
        market.offer(BrokenPlugin.ID, BrokenPlugin.mended().write(folder), api);
        browser.click("nav a[href='#/plugins']");
        browser.click(OFFER);
        browser.find("dialog .error", BrokenPlugin.ID + " 1.0.0 requires dev.tenon.api.skill [9.0.0,10.0.0)");
        browser.find("dialog h2", "This cannot be done");
        browser.shoot("broken-plan");
        leave(browser);
    }

    private void installsItMended(Browser browser, CarelessMarket market) throws Exception {
        market.offer(BrokenPlugin.ID, BrokenPlugin.mended().write(folder));
        install(browser);
        browser.find("dialog .outcome.done", "is installed");
        browser.press(Keys.ESCAPE);
        browser.find(INSTALLED + " .state.good");
        browser.click("nav a[href='#/doctor']");
        browser.find(".all-well", "Nothing is wrong");
        browser.gone(FINDING);
        browser.shoot("mended");
    }
}
