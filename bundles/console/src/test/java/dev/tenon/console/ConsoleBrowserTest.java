// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class ConsoleBrowserTest extends BrowserTest {
    private static final List<String> PAGES =
            List.of("chat", "plugins", "settings", "devices", "models", "history", "doctor");

    private void ask(String text) {
        browser.find("#request").sendKeys(text, Keys.ENTER);
    }

    @Test
    void signsInByTheLinkAndKeepsNoCode() throws Exception {
        signIn();
        assertThat(browser.address()).doesNotContain("code");
        assertThat(browser.run("return document.cookie"))
                .as("no script sees the session")
                .isEqualTo("");
        browser.open(host.url() + "/console/");
        browser.find("#request");
    }

    @Test
    void signsInByATypedCodeAndRefusesAWrongOne() throws Exception {
        browser.open(host.url() + "/");
        browser.find("#code").sendKeys("nonsense", Keys.ENTER);
        browser.find("#code-error", "that code is wrong");
        browser.shoot("signin-1280");
        browser.find("#code").sendKeys(code(), Keys.ENTER);
        browser.find("#request");
    }

    @Test
    void answersInTheChatAndSaysWho() throws Exception {
        signIn();
        ask("what is 17.5 % of 240?");
        browser.find(".reply .said", "42");
        browser.find(".reply .by", "Calculator");
        browser.click(".reply summary");
        browser.find(".reply .trace", "0.34 ms");
    }

    @Test
    void showsMarkupAsText() throws Exception {
        signIn();
        ask("<img src=x onerror=document.title='broken'> 240");
        browser.find(".asked", "<img src=x");
        browser.find(".reply .said", "42");
        assertThat(browser.run("return document.querySelectorAll('.asked img').length"))
                .isEqualTo(0L);
    }

    @Test
    void installsWhatIsMissingByKeyboardAlone() throws Exception {
        signIn();
        browser.press("how many miles is 42.195 km?", Keys.ENTER);
        browser.find("[data-suggestion='dev.tenon.skill.units']", "Units could answer this");
        browser.press(Keys.chord(Keys.SHIFT, Keys.TAB), Keys.chord(Keys.SHIFT, Keys.TAB));
        browser.tabTo("Install Units");
        browser.press(Keys.ENTER);
        browser.find("dialog h2", "Install Units?");
        browser.find("dialog .plan", "dev.tenon.skill.units");
        browser.find("dialog .sum", "412 kB");
        assertThat(browser.run("return document.activeElement.tagName"))
                .as("a second press of Enter installs nothing")
                .isEqualTo("H2");
        browser.shoot("plan-1280");
        browser.tabTo("Install");
        browser.press(Keys.ENTER);
        browser.find("dialog .outcome.done", "1.0.0 serves");
        browser.tabTo("Close");
        browser.press(Keys.ENTER);
        browser.gone("dialog");
        browser.tabTo("Ask again");
        browser.press(Keys.ENTER);
        browser.find(".reply .said", "26.2 miles");
        browser.shoot("chat-1280");
    }

    @Test
    void showsThePlanOfALinkAndInstallsNothingUnasked() throws Exception {
        browser.open(host.url() + "/console/#/install/skill-image-label");
        browser.find(".signin", "installing skill-image-label");
        browser.find("#code").sendKeys(code(), Keys.ENTER);
        browser.find("dialog .plan", "model:image-classification");
        browser.find("dialog .plan", "declared, not yet enforced");
        browser.shoot("install-link-1280");
        browser.press(Keys.ESCAPE);
        browser.gone("dialog");
        browser.find("[data-offer='dev.tenon.skill.image-label'] button");
        assertThat(browser.run("return document.querySelectorAll('[data-plugin]').length"))
                .isEqualTo(3L);
    }

    @Test
    void changesASettingAndShowsWhyAnotherIsRefused() throws Exception {
        signIn();
        browser.open(host.url() + "/console/#/settings");
        browser.find("[data-pid='dev.tenon.broken'] .error", "no valid JSON");
        browser.click("[aria-label='Change min.score']");
        browser.find("#setting-value").sendKeys(Keys.chord(Keys.CONTROL, "a"), "0.5");
        browser.shoot("setting-1280");
        browser.click("dialog button.primary:enabled");
        browser.find("dialog .outcome.done", "0.5");
        browser.press(Keys.ESCAPE);
        browser.find("[data-setting='dev.tenon.skill.faq/min.score'] .version", "0.5 share");
        browser.click("[aria-label='Change min.score']");
        browser.find("#setting-value").sendKeys(Keys.chord(Keys.CONTROL, "a"), "7");
        browser.click("dialog button.primary:enabled");
        browser.find("dialog .error", "must be 0.1 to 1");
        browser.press(Keys.ESCAPE);
        browser.click("[aria-label='Put min.score back to its default']");
        browser.click("dialog button.danger:enabled");
        browser.find("dialog .outcome.done");
    }

    @Test
    void updatesAndRemovesPlugins() throws Exception {
        signIn();
        browser.open(host.url() + "/console/#/plugins");
        browser.find("[data-plugin='dev.tenon.skill.calc']");
        assertThat(browser.run("return document.querySelectorAll(\"[aria-label='Remove Calculator']\").length"))
                .as("what belongs to the distribution cannot be removed")
                .isEqualTo(0L);
        browser.click("[aria-label='Update Calculator to 1.1.0']");
        browser.find("dialog .version", "1.0.0 → 1.1.0");
        browser.find("dialog .permission.new", "clock");
        browser.find("dialog .warning", "asks for more than was granted");
        browser.find("dialog .plan", "migrated from version 1 to 2");
        browser.find("dialog .touched", "dev.tenon.skill.clock uses tenon.model");
        browser.shoot("update-1280");
        assertThat(browser.find("dialog button.primary:enabled").getText()).isEqualTo("Grant and go on");
        browser.click("dialog button.primary:enabled");
        browser.find("dialog .outcome.done");
        browser.press(Keys.ESCAPE);
        browser.find("[data-plugin='dev.tenon.skill.calc'] .version", "1.1.0");
        browser.click("[aria-label='Remove World clock']");
        browser.click("dialog button.danger:enabled");
        browser.find("dialog .outcome.done");
        browser.press(Keys.ESCAPE);
        browser.gone("[data-plugin='dev.tenon.skill.clock']");
    }

    @Test
    void tellsHowAJobEndedThatNobodyWaitedFor() throws Exception {
        host.close();
        host = ConsoleDemo.start(home.resolve("slow"), 0, Duration.ofMillis(400));
        signIn();
        browser.open(host.url() + "/console/#/plugins");
        browser.click("[aria-label='Install Units']");
        browser.click("dialog button.primary:enabled");
        browser.find("dialog .steps li");
        browser.press(Keys.ESCAPE);
        browser.gone("dialog");
        browser.find(".toast", "1.0.0 serves");
        browser.find("[data-plugin='dev.tenon.skill.units']");
    }

    @Test
    void saysWhyAPlanCannotBeMade() throws Exception {
        signIn();
        browser.open(host.url() + "/console/#/install/nonesuch");
        browser.find("dialog .error", "no plugin bears the name nonesuch");
        browser.find("dialog h2", "cannot be done");
    }

    @Test
    void addsAModel() throws Exception {
        signIn();
        browser.open(host.url() + "/console/#/models");
        browser.click("[aria-label='Add SqueezeNet 1.0']");
        browser.find("dialog dl", "Apache-2.0");
        browser.click("dialog button.primary:enabled");
        browser.find("dialog .outcome.done");
        browser.press(Keys.ESCAPE);
        browser.find("[data-model='squeezenet']");
    }

    @Test
    void takesAPictureAlong() throws Exception {
        Path picture = home.resolve("fish.png");
        BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillOval(60, 40, 200, 120);
        ImageIO.write(image, "png", picture.toFile());
        signIn();
        browser.find("#picker").sendKeys(picture.toString());
        browser.find(".tray img[alt='fish.png']");
        browser.shoot("picture-1280");
        ask("what is in this picture?");
        browser.find(".asked img[alt='fish.png']");
        browser.find(".reply .said", "goldfish");
    }

    @Test
    void signsOut() throws Exception {
        signIn();
        ask("what is 17.5 % of 240?");
        browser.find(".reply .said", "42");
        browser.tabTo("Sign out");
        browser.press(Keys.ENTER);
        browser.find("#code");
        browser.open(host.url() + "/console/#/plugins");
        browser.find("#code");
    }

    @Test
    void looksRightAtEverySizeInBothLanguages() throws Exception {
        signIn();
        browser.shoot("greeting-1280");
        browser.size(390, 844);
        browser.shoot("greeting-390");
        ask("how many miles is 42.195 km?");
        browser.find("[data-suggestion]");
        for (String language : List.of("en", "zh")) {
            for (int width : new int[] {1280, 390}) {
                browser.size(width, width == 1280 ? 800 : 844);
                for (String page : PAGES) {
                    browser.open(host.url() + "/console/#/" + page);
                    browser.find("main.page-" + page);
                    browser.dark(page.equals("devices") || page.equals("history"));
                    browser.shoot(page + "-" + language + "-" + width);
                    assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                            .as("%s at %d has no sideways scroll", page, width)
                            .isLessThanOrEqualTo(width);
                }
            }
            browser.size(1280, 800);
            browser.run("document.querySelector('.below button[lang]').click()");
            browser.find(".below button", language.equals("en") ? "English" : "中文");
        }
    }
}
