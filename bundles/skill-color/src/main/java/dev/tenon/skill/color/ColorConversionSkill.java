// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.color;

import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** Writes colours in other notations and names them. */
@TenonPlugin(
        id = "dev.tenon.skill.color",
        name = "Colours",
        summary = "Converts colours between hex, RGB, HSL, HSV, CMYK and names, and checks their contrast.",
        categories = "skill")
@Component
public final class ColorConversionSkill implements Skill {
    private final SkillDescriptor descriptor = SkillDescriptor.load(ColorConversionSkill.class, "color-conversion");
    private final ColorReader reader = new ColorReader();
    private final ColorGrammar grammar = new ColorGrammar(reader);

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return grammar.conversion(utterance.text()).map(conversion -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("color", conversion.color());
            conversion.to().ifPresent(to -> values.put("to", to.name().toLowerCase(Locale.ROOT)));
            return new Understanding(new Arguments(values), 1);
        });
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        boolean chinese = context.language().getLanguage().equals("zh");
        String said = arguments.text("color").orElse("").strip();
        Color color = Sentences.color(reader, said, chinese);
        Optional<String> wanted = arguments.text("to");
        Optional<Notation> to = wanted.flatMap(Notation::named);
        if (wanted.isPresent() && to.isEmpty()) {
            throw new SkillException(
                    Reason.INVALID_ARGUMENT,
                    chinese
                            ? "to 应为 hex、rgb、hsl、hsv、cmyk 或 name。"
                            : "'to' is one of hex, rgb, hsl, hsv, cmyk and name.");
        }
        String text = to.map(notation ->
                        notation == Notation.NAME ? name(said, color, chinese) : said + " = " + notation.write(color))
                .orElseGet(() -> everything(said, color, chinese));
        return new SkillResult(text, values(color));
    }

    private String everything(String said, Color color, boolean chinese) {
        String all = Stream.of(Notation.HEX, Notation.RGB, Notation.HSL, Notation.HSV, Notation.CMYK)
                .map(notation -> notation.write(color))
                .collect(Collectors.joining(chinese ? "，" : ", "));
        return said + (chinese ? "：" : ": ") + all + (chinese ? "。" : ". ") + name(color.hex(), color, chinese);
    }

    private String name(String said, Color color, boolean chinese) {
        String name = reader.names().nearest(color);
        Color named = reader.names().find(name).orElseThrow();
        boolean exact = named.equals(color);
        if (!chinese) {
            return exact
                    ? "%s is called %s in CSS.".formatted(said, name)
                    : "%s has no name in CSS; closest is %s (%s).".formatted(said, name, named.hex());
        }
        String own = reader.names().chinese(named);
        String both = own.isEmpty() ? name : own + " " + name;
        return exact
                ? "%s 在 CSS 中的名称是：%s。".formatted(said, both)
                : "%s 在 CSS 中没有名称，最接近的是：%s（%s）。".formatted(said, both, named.hex());
    }

    private Map<String, Object> values(Color color) {
        String name = reader.names().nearest(color);
        return Map.of(
                "hex", color.hex(),
                "rgb", List.of(color.red(), color.green(), color.blue()),
                "hsl", List.copyOf(Notation.numbers(color.hsl())),
                "hsv", List.copyOf(Notation.numbers(color.hsv())),
                "cmyk", List.copyOf(Notation.numbers(color.cmyk())),
                "name", name,
                "exact", reader.names().find(name).orElseThrow().equals(color));
    }
}
