// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.image.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Attachment;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImageLabelSkillTest {
    private static final Arguments NONE = new Arguments(Map.of());

    static Attachment picture(int rgb) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, rgb);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new Attachment("image/png", ByteBuffer.wrap(out.toByteArray()));
    }

    private static Utterance asked(Attachment... attachments) {
        return new Utterance("what is this?", Locale.ENGLISH, List.of(attachments));
    }

    private static ImageLabelSkill skill(boolean logits, String... models) {
        OneModel platform = new OneModel(List.of(models), logits);
        return new ImageLabelSkill(platform, platform);
    }

    @Test
    void namesTheBestLabelsOfTheNewestModel() throws SkillException {
        SkillResult result = skill(false, "new", "old").invoke(NONE, TestSkillContext.of(asked(picture(0xc03000))));
        assertThat(result.text()).isEqualTo("Most likely: red (80.0%). Then: green (20.0%), #2 (<0.1%).");
        assertThat(result.value()).containsEntry("model", "new");
        assertThat(result.value().get("labels"))
                .isEqualTo(List.of(
                        Map.of("label", "red, crimson", "score", 0.8),
                        Map.of("label", "green", "score", 0.2),
                        Map.of("label", "#2", "score", 0.0)));
        SkillResult chinese = skill(false, "new")
                .invoke(NONE, TestSkillContext.of(asked(picture(0xc03000))).withLanguage(Locale.CHINA));
        assertThat(chinese.text()).isEqualTo("图中最可能是:red(80.0%)。其次:green(20.0%)、#2(<0.1%)。");
    }

    @Test
    void turnsLogitsIntoShares() throws SkillException {
        SkillResult result = skill(true, "m").invoke(NONE, TestSkillContext.of(asked(picture(0x00ff00))));
        assertThat(result.text()).startsWith("Most likely: green (98.7%).");
    }

    @Test
    void asksTheModelThatIsNamed() throws SkillException {
        SkillResult result = skill(false, "new", "old")
                .invoke(Arguments.of("model", "old"), TestSkillContext.of(asked(picture(0xff0000))));
        assertThat(result.value()).containsEntry("model", "old");
        assertThat(refused(skill(false, "new"), Arguments.of("model", "x"), asked(picture(0)), Locale.ENGLISH))
                .hasMessage("There is no image classification model 'x'; installed: new.");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(refused(skill(false), NONE, asked(picture(0)), Locale.ENGLISH))
                .hasMessageContaining("'tenon model add squeezenet'")
                .extracting(SkillException::reason)
                .isEqualTo(Reason.UNAVAILABLE);
        assertThat(refused(skill(false), NONE, asked(picture(0)), Locale.CHINESE))
                .hasMessageContaining("tenon model add squeezenet")
                .hasMessageContaining("没有安装");
        assertThat(refused(skill(false, "m"), NONE, asked(), Locale.ENGLISH))
                .hasMessage("Please send a picture along with the question.");
        Attachment sound = new Attachment("audio/wav", ByteBuffer.allocate(4));
        assertThat(refused(skill(false, "m"), NONE, asked(sound), Locale.CHINESE))
                .hasMessage("请随问题附上一张图片。");
    }

    @Test
    void saysThatAPictureCannotBeRead() {
        Attachment text =
                new Attachment("image/png", ByteBuffer.wrap("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(refused(skill(false, "m"), NONE, asked(text), Locale.ENGLISH))
                .hasMessageContaining("no picture that can be read")
                .extracting(SkillException::reason)
                .isEqualTo(Reason.INVALID_ARGUMENT);
        ByteBuffer whole = picture(0).content();
        Attachment half = new Attachment("image/png", whole.slice(0, whole.remaining() / 2));
        assertThat(refused(skill(false, "m"), NONE, asked(half), Locale.ENGLISH))
                .hasMessageContaining("damaged");
    }

    @Test
    void saysThatAModelFailsOrHasGone() {
        assertThat(refused(skill(false, "broken"), NONE, asked(picture(1)), Locale.ENGLISH))
                .hasMessage("The model broken does not run now; the log says why.")
                .hasCauseInstanceOf(dev.tenon.api.backend.BackendException.class);
        assertThat(refused(skill(false, "gone"), NONE, asked(picture(1)), Locale.ENGLISH)
                        .reason())
                .isEqualTo(Reason.UNAVAILABLE);
    }

    private static SkillException refused(
            ImageLabelSkill skill, Arguments arguments, Utterance asked, Locale language) {
        return catchThrowableOfType(
                SkillException.class,
                () -> skill.invoke(arguments, TestSkillContext.of(asked).withLanguage(language)));
    }
}
