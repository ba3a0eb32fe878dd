// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in words that no grammar has: what they come to. */
final class GistTest {
    private static Optional<Understanding> heard(Skill skill, String request) {
        return skill.understand(Utterance.of(request, Locale.ROOT));
    }

    private static void reads(Skill skill, String request, String wanted) {
        Understanding understood = heard(skill, request).orElseThrow(() -> new AssertionError("not read: " + request));
        Map<String, Object> values = new TreeMap<>(understood.arguments().values());
        assertThat(values).as(request).hasToString(wanted);
        assertThat(understood.confidence()).as(request).isLessThanOrEqualTo(1);
    }

    private static void leaves(Skill skill, String request) {
        assertThat(heard(skill, request)).as(request).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "nobody wants to take the bins out so flip a coin already => {coins=1}",
                "Right, five coins, all tossed at once, go on => {coins=5}",
                "谁都不想去拿外卖，麻烦你丢俩硬币看看 => {coins=2}",
                "咱俩猜正反面，你来掷一枚硬币定输赢 => {coins=1}",
                "the loser does the dishes, throw a quarter would you => {coins=1}",
                "銅板拋三次，正面多算我贏 => {coins=3}",
                "heads we paint it green, tails we paint it grey => {coins=1}",
                "I call tails. Flip it! => {coins=1}",
                "toss a penny six times and say how many came up tails => {coins=6}",
                "we cannot agree, so let us leave it to a coin => {coins=1}",
                "我押反面，你抛 => {coins=1}",
                "掟個銀仔啦，邊個輸邊個洗碗 => {coins=1}"
            })
    void readsCoins(String request, String wanted) {
        reads(new FlipCoinSkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "he found a rare coin in the garden",
                "the coin was tossed by the referee",
                "往许愿池里扔硬币灵不灵",
                "硬币收藏有什么讲究",
                "what are the odds that a tossed coin lands on its edge"
            })
    void leavesCoins(String request) {
        leaves(new FlipCoinSkill(), request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "ok my go, chuck three dice on the table for me => {dice=3d6}",
                "the barbarian swings his axe, throw 2d12 and add 4 please => {dice=2d12+4}",
                "大富翁轮到我走，帮我丢两颗骰子呗 => {dice=2d6}",
                "我的法师要过豁免，来扔个二十面的骰子，加3 => {dice=1d20+3}",
                "we lost our cube, so throw one six-sided die => {dice=1d6}",
                "the rogue strikes, three d8 plus six damage, throw that => {dice=3d8+6}",
                "my turn, dice! => {dice=1d6}",
                "骰子帮我滚一下，看看走几格 => {dice=1d6}"
            })
    void readsDice(String request, String wanted) {
        reads(new RollDiceSkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dice two onions and fry them",
                "in the dream somebody rolled giant dice at me",
                "电影里他摇骰子的那段真帅",
                "骰子是谁发明的",
                "what are the rules of liar's dice"
            })
    void leavesDice(String request) {
        leaves(new RollDiceSkill(), request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "for the tombola the tickets go from 120 to 480, draw one number => {count=1, different=false, max=480, min=120}",
                "think of a whole number between seven and seventy, surprise me => {count=1, different=false, max=70, min=7}",
                "班里学号是1到46，老师让你随便抽三个不同的号 => {count=3, different=true, max=46, min=1}",
                "年会抽奖，奖券从1到300，摇号摇一个出来 => {count=1, different=false, max=300, min=1}",
                "I need a winner, the entries are numbered 1 to 240 => {count=1, different=false, max=240, min=1}",
                "spin the wheel from 1 to 12 => {count=1, different=false, max=12, min=1}",
                "any old number from two hundred to six hundred will do => {count=1, different=false, max=600, min=200}",
                "随机点个学号，全班一共38个学生 => {count=1, different=false, max=38, min=1}",
                "揀個數，一至一百 => {count=1, different=false, max=100, min=1}"
            })
    void readsNumbers(String request, String wanted) {
        reads(new RandomNumberSkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the bus runs from 7 to 23",
                "从一数到十",
                "generate a 12 digit password",
                "my number is between 3 and 4 on the list",
                "3到5月哪里好玩"
            })
    void leavesNumbers(String request) {
        leaves(new RandomNumberSkill(), request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "sushi or tacos or just soup... I really can't decide, you pick => {options=[sushi, tacos, just soup]}",
                "Would you draw one winner out of Nadia, Omar and Pete? => {options=[Nadia, Omar, Pete]}",
                "我跟老婆吵半天了，周末去爬山还是看展，你随便定一个 => {options=[周末去爬山, 看展]}",
                "eeny meeny miny moe: mint, lemon, peach => {options=[mint, lemon, peach]}",
                "blue sofa vs grey sofa, make the call => {options=[blue sofa, grey sofa]}",
                "We have three volunteers, Ann, Ben and Cho, and only one seat. Who gets it? => {options=[Ann, Ben, Cho]}",
                "help me out: lake, hills, city break. which? => {options=[lake, hills, city break]}",
                "Somebody for the dishes, choose one: dad, mum, me => {options=[dad, mum, me]}",
                "豆浆 油条 馄饨 三选一 你来 => {options=[豆浆, 油条, 馄饨]}",
                "《山路》《小城》《归途》幫我選 => {options=[《山路》, 《小城》, 《归途》]}",
                "让谁去领奖好：小李、小赵还是小孙？ => {options=[小李, 小赵, 小孙]}",
                "中午吃米线还是盖饭，给个准话 => {options=[吃米线, 盖饭]}"
            })
    void readsChoices(String request, String wanted) {
        reads(new ChooseSkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "which phone is better for photos, this or that, pick carefully",
                "我同事在悉尼出差，想知道他那儿现在几点",
                "pick a number from 3 to 9",
                "remind me to choose between red and blue tomorrow",
                "does he like tea or coffee"
            })
    void leavesChoices(String request) {
        leaves(new ChooseSkill(), request);
    }
}
