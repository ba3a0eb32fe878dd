// SPDX-License-Identifier: Apache-2.0
package dev.tenon.wording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads Chinese as it is written in Taipei and Hong Kong as the simplified standard Chinese that grammars and examples
 * are written in. What comes back is as long as what went in, and every character stands in its place, so that what a
 * grammar finds in it can be cut out of the request as it was written. Thread-safe.
 */
public final class ChineseText {
    private static final char FIRST = '\u3400';
    private static final char LAST = '\u9FFF';

    /** By code point from {@link #FIRST}; 0 where a character is simplified already. */
    private static final char[] SIMPLIFIED = table();

    /** Written Cantonese in simplified characters, and standard words of the same length. */
    private static final Map<String, String> CANTONESE =
            pairs("而家 现在 依家 现在 边个 哪个 边度 哪里 边日 哪天 边位 哪位 边只 哪只 边样 哪样 边间 哪间 边款 哪款 边条 哪条 边年 哪年"
                    + " 几多 多少 点样 怎样 点解 为何 乜嘢 什么 咩嘢 什么 唔该 麻烦 听日 明天 寻日 昨天 琴日 昨天 埋单 买单 贴士 小费 定系 还是"
                    + " 求其 随便 是但 随便 唔使 不用 唔好 不要 大细 大小 细楷 小写 大楷 大写 礼拜 星期 我哋 我们 你哋 你们 佢哋 他们"
                    + " 呢个 这个 呢条 这条 呢句 这句 呢段 这段 呢件 这件 呢餐 这餐 呢组 这组 呢只 这只 呢间 这间 呢张 这张 呢笔 这笔 呢度 这里"
                    + " 关系 关系 联系 联系 系统 系统 系列 系列 体系 体系 系 是"
                    + " 嘅 的 咗 了 喺 在 唔 不 冇 没 佢 它 咁 这 嗰 那 俾 给 畀 给 睇 看 攞 拿 谂 想 嚟 来 喇 啦 㗎 啊 嘢 事 啲 的 咩 么 掟 扔"
                    + " 嘥 费 仲 还 晒 完 铲 删"
                    + " 记低 记下 写低 写下 搞掂 搞定 几耐 多久 帮手 帮忙 几时 何时 行紧 走着 走紧 走着 加落 加到 写落 写到 放落 放到 摆入 放入 剔咗 勾了 嗌 叫");

    private static final Pattern SPOKEN = Pattern.compile(CANTONESE.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .collect(Collectors.joining("|")));

    /** Tells Cantonese from standard Chinese, which has some of its characters too (仲裁, 晒太阳, 关系). */
    private static final Pattern TELLING = Pattern.compile(
            "[嘅咗喺唔冇佢咁嗰哋俾畀睇攞谂嚟㗎嘢啲咩掟]|而家|依家|边[个度日位]|几多|埋单|定系|听日|寻日|求其|系[边咪乜]|[完好到]喇|[记写]低|搞掂|几耐|嗌我|[加写放]落[待任清购笔备我]");

    private ChineseText() {}

    /**
     * Reads traditional characters as simplified ones.
     *
     * @param text of any length, in any language
     * @return a text of the same length; all else stands as it was
     */
    public static String simplified(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = simplified(folded[i]);
        }
        return new String(folded);
    }

    /**
     * Reads traditional characters as simplified ones, and written Cantonese as standard Chinese.
     *
     * @param text of any length, in any language
     * @return a text of the same length; all else stands as it was
     */
    public static String plain(String text) {
        String simplified = simplified(text);
        if (!TELLING.matcher(simplified).find()) {
            return simplified;
        }
        return SPOKEN.matcher(simplified).replaceAll(found -> CANTONESE.getOrDefault(found.group(), found.group()));
    }

    private static char simplified(char character) {
        if (character < FIRST || character > LAST || SIMPLIFIED[character - FIRST] == 0) {
            return character;
        }
        return SIMPLIFIED[character - FIRST];
    }

    private static Map<String, String> pairs(String list) {
        String[] words = list.split(" ");
        Map<String, String> known = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            known.put(words[i], words[i + 1]);
        }
        return known;
    }

    private static char[] table() {
        char[] table = new char[LAST - FIRST + 1];
        try (InputStream file = Objects.requireNonNull(ChineseText.class.getResourceAsStream("traditional.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                for (int i = 0; i + 1 < line.length(); i += 2) {
                    table[line.charAt(i) - FIRST] = line.charAt(i + 1);
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the bundle lacks traditional.txt of dev.tenon.wording", unreadable);
        }
        return table;
    }
}
