// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class NoticesBrowserTest extends BrowserTest {
    private static final String CLOCK = "dev.tenon.skill.clock";

    /** Counts the tones that the page plays from now on. */
    private void listen() {
        browser.run("window.tones = 0; const start = AudioScheduledSourceNode.prototype.start;"
                + "AudioScheduledSourceNode.prototype.start = function (...when) {"
                + " window.tones++; return start.apply(this, when); };");
    }

    private void awaitTrue(String condition) {
        browser.run("return new Promise((done, fail) => { const end = Date.now() + 10000; (function look() {"
                + " if (" + condition + ") done(true);"
                + " else if (Date.now() > end) fail(new Error('never true')); else setTimeout(look, 50); })(); })");
    }

    /** The page follows the host once its request is on the way. */
    private void signInAndUse() throws Exception {
        signIn();
        browser.find("#request").sendKeys("x");
        listen();
    }

    @Test
    void showsANoticeAsItComesAndSoundsSoftly() throws Exception {
        signInAndUse();
        browser.find(".bell[aria-label='Notices']");
        host.post(CLOCK, "Timer 1 (eggs): 10 minutes are over.");
        browser.find(".note .text", "Timer 1 (eggs): 10 minutes are over.");
        browser.find(".note .from", "World clock");
        assertThat(browser.find(".note time").getText()).containsPattern("[0-9]:[0-9]{2}");
        awaitTrue("window.tones === 2");
        browser.find(".bell[aria-label='Notices, 1 new'] .count", "1");
        browser.shoot("notice-1280");
        browser.click(".note button[aria-label='Dismiss']");
        browser.gone(".note");
    }

    @Test
    void keepsNoticesBehindTheBell() throws Exception {
        host.post(CLOCK, "an old one");
        signInAndUse();
        browser.find(".bell[aria-label='Notices, 1 new']");
        host.post("org.example.unknown", "<img src=x onerror=document.title='broken'>");
        browser.find(".note .text", "<img src=x");
        browser.tabTo("Notices, 2 new");
        browser.press(Keys.ENTER);
        browser.find("dialog.notices li:first-child", "org.example.unknown");
        browser.find("dialog.notices li:last-child", "an old one");
        browser.find("dialog.notices li:last-child", "World clock");
        browser.gone(".note");
        host.post(CLOCK, "while the list is open");
        browser.find("dialog.notices li:first-child", "while the list is open");
        browser.shoot("notices-1280");
        browser.press(Keys.ESCAPE);
        browser.gone("dialog");
        browser.open("about:blank");
        browser.open(host.url() + "/console/#/plugins");
        browser.find(".bell[aria-label='Notices']");
        assertThat(browser.run("return document.querySelectorAll('.note').length"))
                .as("what was seen comes no more")
                .isEqualTo(0L);
    }

    @Test
    void isSilentIfAskedTo() throws Exception {
        signInAndUse();
        browser.click(".bell");
        browser.find("dialog.notices", "Nobody had anything to tell you");
        browser.click("#sound");
        browser.press(Keys.ESCAPE);
        host.post(CLOCK, "quietly");
        browser.find(".note .text", "quietly");
        browser.click(".bell");
        browser.click("#sound");
        browser.press(Keys.ESCAPE);
        assertThat(browser.run("return window.tones")).isEqualTo(0L);
        host.post(CLOCK, "aloud");
        browser.find(".note .text", "aloud");
        awaitTrue("window.tones === 2");
    }

    @Test
    void oneTabFollowsTheHostForAll() throws Exception {
        signInAndUse();
        browser.run("window.other = window.open(location.origin + '/console/#/plugins')");
        awaitTrue("window.other.document.querySelector('.bell')");
        awaitTrue(
                "navigator.locks.query().then(locks => { window.waiting = locks.pending.length; }) && window.waiting === 1");
        host.post(CLOCK, "to both");
        browser.find(".note .text", "to both");
        awaitTrue("window.other.document.querySelector('.note')");
        browser.run("window.other.close()");
    }

    @Test
    void noticesOfOneWhoSignedOutAreGone() throws Exception {
        signInAndUse();
        host.post(CLOCK, "for me alone");
        browser.find(".note .text", "for me alone");
        browser.tabTo("Sign out");
        browser.press(Keys.ENTER);
        browser.find("#code");
        browser.gone(".note");
        host.post(CLOCK, "for nobody");
        browser.find("#code").sendKeys("x");
        assertThat(browser.run("return document.querySelectorAll('.note, .banner:not([hidden])').length"))
                .isEqualTo(0L);
    }

    @Test
    void fitsATelephoneInChinese() throws Exception {
        signInAndUse();
        browser.run("document.querySelector('.below button[lang]').click()");
        browser.size(390, 844);
        for (String text : List.of("1号计时器（鸡蛋）时间到：10分钟已过。", "a".repeat(300), "三", "四", "五")) {
            host.post(CLOCK, text);
        }
        browser.find(".note:last-child .text", "五");
        assertThat(browser.run("return document.querySelectorAll('.note').length"))
                .as("not the whole page is covered")
                .isEqualTo(4L);
        browser.find(".bell[aria-label='通知，5 条新消息']");
        browser.shoot("notice-zh-390");
        assertFits();
        browser.run("document.querySelector('.bell').click()");
        browser.find("dialog.notices h2", "通知");
        browser.shoot("notices-zh-390");
        assertFits();
    }

    private void assertFits() {
        assertThat((Long) browser.run("return Math.max(document.documentElement.scrollWidth,"
                        + "...[...document.querySelectorAll('.note, .bell, dialog, .below button')]"
                        + ".map(element => Math.ceil(element.getBoundingClientRect().right)))"))
                .isLessThanOrEqualTo(390);
    }
}
