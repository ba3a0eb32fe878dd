// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.image.label;

import dev.tenon.media.PictureException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the skill says, in English and Chinese; other languages hear English. Labels stay as they are. */
final class Sentences {
    private static final Sentences ENGLISH = new Sentences(false);
    private static final Sentences CHINESE = new Sentences(true);

    private final boolean chinese;

    private Sentences(boolean chinese) {
        this.chinese = chinese;
    }

    static Sentences in(Locale language) {
        return language.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    String answer(List<Label> labels) {
        String best = named(labels.get(0));
        String others = labels.stream().skip(1).map(this::named).collect(Collectors.joining(chinese ? "、" : ", "));
        if (chinese) {
            return "图中最可能是:" + best + (others.isEmpty() ? "。" : "。其次:" + others + "。");
        }
        return "Most likely: " + best + "." + (others.isEmpty() ? "" : " Then: " + others + ".");
    }

    private String named(Label label) {
        String percent = label.score() < 0.0005 ? "<0.1%" : String.format(Locale.ROOT, "%.1f%%", 100 * label.score());
        return label.shortName() + (chinese ? "(" + percent + ")" : " (" + percent + ")");
    }

    String noPicture() {
        return chinese ? "请随问题附上一张图片。" : "Please send a picture along with the question.";
    }

    String noModel() {
        return chinese
                ? "没有安装图像分类模型;请运行 tenon model add squeezenet 安装一个。"
                : "No image classification model is installed; 'tenon model add squeezenet' installs one.";
    }

    String noSuchModel(String wanted, List<String> installed) {
        return chinese
                ? "没有名为 " + wanted + " 的图像分类模型;已安装:" + String.join("、", installed) + "。"
                : "There is no image classification model '" + wanted + "'; installed: " + String.join(", ", installed)
                        + ".";
    }

    String modelFails(String model) {
        return chinese
                ? "模型 " + model + " 现在无法运行;日志中有原因。"
                : "The model " + model + " does not run now; the log says why.";
    }

    String unreadable(PictureException.Reason reason) {
        return switch (reason) {
            case UNKNOWN_FORMAT ->
                chinese
                        ? "无法读取这种图片;请发送 JPEG、PNG、GIF、BMP 或 WebP。"
                        : "This is no picture that can be read; send JPEG, PNG, GIF, BMP or WebP.";
            case UNREADABLE -> chinese ? "图片已损坏或不完整,无法读取。" : "The picture is damaged or cut and cannot be read.";
            case TOO_LARGE ->
                chinese
                        ? "图片太大(超过 64 MiB 或 6400 万像素);请发送小一些的图片。"
                        : "The picture is too large (over 64 MiB or 64 megapixels); send a smaller one.";
        };
    }
}
