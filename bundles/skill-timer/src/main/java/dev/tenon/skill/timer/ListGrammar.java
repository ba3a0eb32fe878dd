// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import java.util.List;
import java.util.Optional;

/** Questions after timers. */
final class ListGrammar {
    private static final String TIMERS = "(?:timers|count ?downs)";
    private static final String STATE = "(?:active|running|current|set|open|other|existing)";
    private static final String GOING =
            "(?: (?:set|running|active|on|going|left|open|started|still|currently|right|now|there)){0,3}";
    private static final String WHICH = Which.ENGLISH;

    private static final List<Form> ENGLISH = List.of(
            Form.of("(?:list|show|display|view|check|see|read|give|name)(?: me| out| off)?(?: what)?(?: all(?: of)?)?"
                    + "(?: the| my| our)?(?: " + STATE + ")? (?:" + TIMERS + "|list of " + TIMERS + "|timer list)"
                    + "(?: i have)?(?: that are)?" + GOING),
            Form.of("(?:what|which|how many)(?: " + STATE + ")? (?:timers?|count ?downs?)"
                    + "(?: do i have| have i(?: got)?| are there| are| is| did i| i have)?" + GOING),
            Form.of("(?:are there|do i have|have i got|did i set|is there)(?: still)?(?: any| an?)?(?: " + STATE
                    + ")? (?:timers?|count ?downs?)" + GOING),
            Form.of("(?:still )?any (?:" + STATE + " )?" + TIMERS + GOING),
            Form.of("what are (?:the|my) (?:" + STATE + " )?" + TIMERS),
            Form.of("(?:all )?(?:of )?(?:the |my |our )?(?:" + STATE + " )?" + TIMERS + "(?: status| overview)?"),
            Form.of("(?:the |my )?timer (?:status|list|overview)|(?:the )?status of (?:the|my) timers?"
                    + "|what(?:'s| is) the status of (?:the|my) timers?"),
            Form.of("(?:tell me |show me )?how (?:long|much time|much longer|many (?:minutes|seconds|hours)|much)"
                    + "(?: is| are| does| do| has| have| will)?(?: i have| i got| there)?(?: still)?(?: left| remaining| to go| remains?)?"
                    + "(?: on| for| in| of| until| till| before| to| with)? " + WHICH
                    + "(?: (?:have|has|go|goes off|ends?|rings?|runs?|is (?:up|done|over|finished)|finish(?:es)?|still|got|left|remaining"
                    + "|to go|to run)){0,4}"),
            Form.of(
                    "(?:tell me )?(?:when|at what time|what time) (?:does|do|will|is|are) " + WHICH
                            + " (?:end|go off|ring|finish|be (?:up|done|over|finished)|stop|expire|done|up|over|finished|run out|due|going off|ending)"),
            Form.of(
                    "(?:tell me |show me )?(?:the )?(?:time|minutes|seconds|remaining time|time left|time remaining|rest)"
                            + "(?: that is)?(?: left| remaining)? (?:on|for|of|in) " + WHICH),
            Form.of(
                    "(?:what(?:'s| is)) (?:the )?(?:time left|left|remaining|remaining time|time remaining|status|state)"
                            + " (?:on|of|for|in) " + WHICH),
            Form.of("(?:check|show|show me|see|look at)(?: on)? " + WHICH),
            Form.of(WHICH + " (?:status|remaining|left|time left)"),
            Form.of("is " + WHICH
                    + " (?:still )?(?:running|on|active|going|done|over|up|finished|ready)(?: yet| still)?"),
            Form.of("how(?:'s| is) " + WHICH + " (?:doing|going|coming along)"));

    private static final String TIMER = "(?:倒计时器|计时器|定时器|倒计时)";
    private static final String NOW = "(?:正在|在|还在|现在|目前|当前)?(?:运行|进行|走|跑|计时)?(?:中|着)?";
    private static final String LEFT = "(?:多久|多长时间|多少时间|几分钟|几秒钟?|多少分钟?|多少秒钟?|几个?小时|几个?钟头|多少)";

    private static final List<Form> CHINESE = List.of(
            Form.of("(?:我|这里|现在|目前|当前){0,2}(?:还|一共|总共|都)?(?:有|设了?|定了|开了?|正在运行|在跑)(?:多少|几|哪些|哪几|什么)个?" + NOW + "的?"
                    + TIMER + NOW),
            Form.of("(?:现在|目前|当前)?" + TIMER + "(?:有|都有)(?:多少|几|哪些|哪几|什么)个?"),
            Form.of("(?:列出|列一下|列|显示|查看|查询|查|看看|看|检查|展示|告诉我)(?:一下|下)?(?:我|有|的|当前|现在|目前|正在运行|运行中|在运行|所有|全部|哪些){0,4}"
                    + TIMER + "(?:列表|状态|情况)?"),
            Form.of("(?:我|现在|目前|当前){0,2}(?:还)?(?:有没有|有|是否有)(?:什么|任何)?" + NOW + "的?" + TIMER + NOW),
            Form.of("(?:我的|所有|全部|当前|正在运行|运行中)的?" + TIMER + "(?:列表|状态|情况)?|" + TIMER + "(?:列表|状态|情况)"),
            Form.of("(?:离|距离?)?" + Which.CHINESE
                    + "(?:结束|响|到点|到时间|到|停|完)?(?:还|总共)?(?:剩下?|有|要|差|得|需要)?余?(?:的?时间)?(?:是|还)?(?:有|剩)?" + LEFT
                    + "(?:时间)?(?:才)?(?:会|能)?(?:结束|响|到|停|完)?"),
            Form.of("(?:离|距离?)?" + Which.CHINESE + "(?:什么时候|何时|几点钟?|几时)(?:会|能|才)?(?:结束|响铃?|到点|到时间|到|停|完)"),
            Form.of(Which.CHINESE + "的?(?:剩余时间|剩余|剩下的时间|还剩|进度|剩的时间)(?:是)?(?:多少|多久)?"),
            Form.of("(?:查看|看看|看一下|看下|查一下|查|告诉我)" + Which.CHINESE + "(?:还剩" + LEFT + "|的?剩余时间|的?进度|的?状态)"),
            Form.of("(?:还剩|还有|剩)" + LEFT + Which.CHINESE + "(?:会|才)?(?:结束|响|到|停|完)"),
            Form.of(Which.CHINESE + "(?:走到|跑到|到|走|跑)(?:哪儿?|多少)了?"),
            Form.of(Which.CHINESE + "(?:还在|在|正在)(?:走|跑|运行|计时)(?:着)?"));

    private static final List<Form> CHINESE_QUESTIONS =
            List.of(Form.of(Which.CHINESE + "(?:到|结束|响|停|好|完|到时间)了?(?:没有?)?"));

    private ListGrammar() {}

    /** Reads which timers are asked for; unnamed for all. */
    static Optional<Target> read(String request) {
        return Phrase.of(request).flatMap(phrase -> {
            Optional<Target> target = first(phrase.chinese() ? CHINESE : ENGLISH, phrase.text());
            return target.isEmpty() && phrase.chinese() && phrase.question()
                    ? first(CHINESE_QUESTIONS, phrase.text())
                    : target;
        });
    }

    private static Optional<Target> first(List<Form> forms, String text) {
        return forms.stream()
                .flatMap(form -> form.match(text).flatMap(match -> Which.read(form, match)).stream())
                .findFirst();
    }
}
