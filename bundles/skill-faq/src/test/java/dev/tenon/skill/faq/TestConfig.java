// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.lang.annotation.Annotation;
import java.nio.file.Path;

/** Settings as a test wants them. */
@SuppressWarnings("ClassExplicitlyAnnotation")
record TestConfig(
        String folder, double min_score, int max_files, long max_bytes, int answer_characters, int rescan_seconds)
        implements FaqSkill.Config {
    static TestConfig of(Path folder) {
        return new TestConfig(folder.toAbsolutePath().toString(), 0.4, 2000, 2 << 20, 700, 1);
    }

    TestConfig withAnswers(int characters) {
        return new TestConfig(folder, min_score, max_files, max_bytes, characters, rescan_seconds);
    }

    TestConfig withFiles(int most) {
        return new TestConfig(folder, min_score, most, max_bytes, answer_characters, rescan_seconds);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return FaqSkill.Config.class;
    }
}
