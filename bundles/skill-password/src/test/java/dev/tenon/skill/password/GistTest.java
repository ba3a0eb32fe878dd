// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

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
                "I keep reusing the same one everywhere, could you come up with a 20 character password with symbols => {kind=password, length=20, symbols=true}",
                "the alarm panel wants a six digit PIN, invent one at random => {kind=pin, length=6}",
                "路由器的密码太老了，给我换一个十二位的新密码，不要符号 => {kind=password, length=12, symbols=false}",
                "cook up a passphrase out of five ordinary words for my laptop => {kind=passphrase, words=5}",
                "保險箱要設密碼，隨機給我來個八位的純數字 => {kind=pin, length=8}",
                "需要一串由六个单词组成的口令短语 => {kind=passphrase, words=6}",
                "something uncrackable please, I need 22 characters => {kind=password, length=22}",
                "password generator, 14 chars, with symbols => {kind=password, length=14, symbols=true}"
            })
    void readsRecipes(String request, String wanted) {
        reads(new GeneratePasswordSkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I forgot the password for my bank, what now",
                "why do they want a new password every month",
                "my wifi password is on the fridge, make a note",
                "密码忘了怎么重置",
                "这个网站的密码要求是什么",
                "which password manager do you recommend"
            })
    void leavesRecipes(String request) {
        leaves(new GeneratePasswordSkill(), request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "my sister logs in everywhere with \"sunny2019\", how secure is that? => {password=sunny2019}",
                "was thinking of Hunter#77x for the router... strong enough? => {password=Hunter#77x}",
                "邮箱密码一直是 qwe789rty ，会不会太容易被猜到 => {password=qwe789rty}",
                "「Feiji!2024」拿来当密码强度够吗 => {password=Feiji!2024}",
                "could somebody crack m0nk3y!! in an afternoon => {password=m0nk3y!!}",
                "what do you make of the password L!on1987 => {password=L!on1987}",
                "is asdfghjkl too obvious as a password? => {password=asdfghjkl}",
                "evaluate strength: kT4$vv8 => {password=kT4$vv8}",
                "the intern signs in with Summer77, tell me how bad that is => {password=Summer77}",
                "测一下 mnbvcx 的强度 => {password=mnbvcx}",
                "取款密码用 777777 稳不稳 => {password=777777}",
                "lovecat22 这种密码几秒能破 => {password=lovecat22}"
            })
    void readsStrength(String request, String wanted) {
        reads(new PasswordStrengthSkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "remember that the password is Tiger2020",
                "save my wifi password: abcd1234",
                "is version 2.5b3 safe to install",
                "密码是123456，记住",
                "how strong is the A380",
                "how safe is the password reset"
            })
    void leavesStrength(String request) {
        leaves(new PasswordStrengthSkill(), request);
    }
}
