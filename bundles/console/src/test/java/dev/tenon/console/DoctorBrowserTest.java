// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class DoctorBrowserTest extends BrowserTest {
    private static final String REASON = "the rehearsal failed, nothing was installed";

    private void open(String page) {
        browser.open(host.url() + "/console/#/" + page);
    }

    @Test
    void showsWhatIsWrongAndWhatToDo() throws Exception {
        signIn();
        browser.click("nav a[href='#/doctor']");
        browser.find("[data-finding='settings'] .state.bad", "must be mended");
        browser.find("[data-finding='settings']", "it is broken");
        browser.find("[data-finding='settings']", "mend it");
        browser.find("[data-finding='diagnosis']", "failed itself");
        browser.find("[data-check='arithmetic'] .state.good", "good");
        browser.find("[data-check='health check'] .state.bad", "must be mended");
        browser.find("nav a[aria-label='Doctor, 2 problems'] .count", "2");
    }

    @Test
    void tellsWhyAPluginWasRefusedThenAndLater() throws Exception {
        signIn();
        open("plugins");
        browser.click("[aria-label='Install Teapot']");
        browser.click("dialog button.primary:enabled");
        browser.find("dialog .outcome.failed", REASON);
        browser.find("dialog h2", "That did not work");
        browser.find("dialog .change-body > .muted", "What ran before goes on");
        browser.shoot("failed-1280");
        browser.press(Keys.ESCAPE);
        browser.gone("dialog");
        browser.gone("[data-plugin='dev.tenon.skill.teapot']");
        browser.find("nav a[aria-label='Doctor, 3 problems'] .count", "3");

        open("doctor");
        browser.find("[data-finding='change']", "'install dev.tenon.skill.teapot' changed nothing: " + REASON);
        browser.open("about:blank");
        open("doctor");
        browser.find("[data-finding='change']", REASON);
        browser.shoot("doctor-finding-1280");
        browser.click(".below button[lang='zh-CN']");
        browser.find("[data-finding='change'] h3", "一项变更被拒绝");
        browser.find("[data-finding='change']", REASON);
        browser.find("nav a[aria-label='诊断，3 个问题'] .count", "3");
    }
}
