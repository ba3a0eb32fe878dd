// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.nio.file.Path;

/** Skills that have read their documents, however busy the machine. */
final class Opened {
    private Opened() {}

    static FaqSkill skill(Path data, TestConfig config) {
        FaqSkill skill = new FaqSkill(() -> data, config);
        Await.until("the documents are read", () -> !skill.check().message().contains("are being read"));
        return skill;
    }
}
