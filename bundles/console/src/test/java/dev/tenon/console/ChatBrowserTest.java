// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What a conversation of more than one request is like. */
class ChatBrowserTest extends BrowserTest {
    private void ask(String text, String answer) {
        browser.find("#request").sendKeys(text, Keys.ENTER);
        browser.find(".reply:last-child:not([aria-busy]) .said", answer);
    }

    @Test
    void answersInTheLanguageOfTheRequestNotOfThePage() throws Exception {
        signIn();
        ask("多少英里？", "已安装的插件都答不了");
        ask("how many miles?", "Nothing installed");
        browser.run("document.querySelector('.below button[lang]').click()");
        browser.find(".below button", "English");
        ask("how many miles?", "Nothing installed");
        ask("12345 ☺", "没有插件能回答");
    }
}
