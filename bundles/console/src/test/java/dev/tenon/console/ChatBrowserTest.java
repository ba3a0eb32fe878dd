// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void onlyTheConversationScrolls() throws Exception {
        signIn();
        for (int i = 1; i <= 8; i++) {
            ask(i + " times: how many miles is 42.195 km?", "Nothing installed");
        }
        browser.shoot("long-chat-1280");
        for (int width : new int[] {1280, 390}) {
            browser.size(width, 800);
            assertThat((Long) browser.run("return document.documentElement.scrollHeight"))
                    .as("the document at %d", width)
                    .isEqualTo(800);
            assertThat((Boolean) browser.run("const log = document.querySelector('.log');"
                            + " return log.scrollHeight > log.clientHeight"))
                    .as("the conversation at %d", width)
                    .isTrue();
        }
    }
}
