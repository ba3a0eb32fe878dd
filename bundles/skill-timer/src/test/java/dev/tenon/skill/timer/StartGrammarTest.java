// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartGrammarTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "set a timer for 10 minutes|600|",
                "Set a timer for the eggs for 7 minutes, please|420|eggs",
                "set a timer for 7 minutes for the eggs|420|eggs",
                "set a 90 s timer|90|",
                "timer for an hour and a half|5400|",
                "timer one and a half hours|5400|",
                "1.5 hour timer|5400|",
                "set a timer for 2 hours and 20 minutes|8400|",
                "set a timer for 1h30m|5400|",
                "set a timer for 1:02:03|3723|",
                "start a half hour timer|1800|",
                "start a quarter of an hour timer|900|",
                "set timer three quarters of an hour|2700|",
                "twenty-five minute timer|1500|",
                "set a timer for two hundred and fifty seconds|250|",
                "set a timer for a couple of minutes|120|",
                "set a timer for 45 days|3888000|",
                "set a timer for 0 seconds|0|",
                "set a timer called Anna's nap for 40 mins|2400|Anna's nap",
                "start an egg timer for ten minutes|600|egg",
                "set a 9 minute pasta timer|540|pasta",
                "remind me in 20 minutes to check the oven|1200|check the oven",
                "remind me to check the oven in 20 minutes|1200|check the oven",
                "in half an hour wake me|1800|",
                "hey, could you set a timer for 3 min?|180|",
                "设一个10分钟的计时器|600|",
                "计时一刻钟|900|",
                "计时三刻钟|2700|",
                "半小时的计时器|1800|",
                "半个小时后提醒我|1800|",
                "半个钟后叫我|1800|",
                "定时1小时20分|4800|",
                "定时一小时零五分钟|3900|",
                "一个半小时的倒计时|5400|",
                "一小时半的倒计时|5400|",
                "1.5小时的倒计时|5400|",
                "倒计时一分半钟|90|",
                "倒计时一百二十秒|120|",
                "三千六百秒倒计时|3600|",
                "计时两个钟头|7200|",
                "定时三天|259200|",
                "定一个 10min 的计时器|600|",
                "帮我定一个１０分钟的计时器，谢谢|600|",
                "设个二十五分钟的番茄钟计时器|1500|番茄钟",
                "煮面计时8分钟|480|煮面",
                "给鸡蛋计时七分钟|420|鸡蛋",
                "10分钟后提醒我关火|600|关火",
                "提醒我20分钟后收衣服|1200|收衣服",
                "一年级的计时器定为2分钟|120|一年级"
            })
    void readsLengthAndName(String request, long seconds, String name) {
        StartGrammar.Start start = StartGrammar.read(request).orElseThrow();
        assertThat(start.length()).hasSeconds(seconds);
        assertThat(start.name().orElse(null)).isEqualTo(name);
        assertThat(start.confidence()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set a timer",
                "set a timer for the eggs",
                "set an alarm for 7 am",
                "set a timer for 5 o'clock",
                "add 5 minutes to the timer",
                "pause the timer for 5 minutes",
                "cancel the 10 minute timer",
                "how long is left on the 10 minute timer",
                "how many seconds are in 10 minutes",
                "convert 90 minutes to hours",
                "what time is it in 10 minutes",
                "remind me every 10 minutes to drink",
                "remind me tomorrow to call Anna",
                "play music for 10 minutes",
                "set a timer for ten to fifteen minutes",
                "set a timer for 10 minutes and play some jazz",
                "the meeting is in 20 minutes",
                "10 minutes",
                "what is 10 minutes plus 5 minutes",
                "how do I set a timer for 10 minutes",
                "set the oven to 180 degrees for 20 minutes",
                "a timer costs 10 dollars",
                "设一个计时器",
                "定个早上七点的闹钟",
                "取消10分钟的计时器",
                "10分钟的计时器还剩多久",
                "给计时器加5分钟",
                "暂停计时5分钟",
                "每10分钟提醒我喝水",
                "明天提醒我开会",
                "一小时有多少分钟",
                "90分钟是几小时",
                "会议还有10分钟开始",
                "我跑了10分钟",
                "煮鸡蛋要几分钟",
                "5分钟后告诉我天气",
                "10分钟",
                "计时三四分钟"
            })
    void leavesAloneWhatStartsNoTimer(String request) {
        assertThat(StartGrammar.read(request)).isEmpty();
    }

    @Test
    void isLessSureOfALongName() {
        assertThat(StartGrammar.read("set a timer for 10 minutes for the eggs that I bought at the market today")
                        .orElseThrow()
                        .confidence())
                .isEqualTo(0.8);
    }
}
