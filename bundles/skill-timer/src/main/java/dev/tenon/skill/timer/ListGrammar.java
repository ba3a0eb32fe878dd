// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.api.skill.Understanding;
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
            Form.of("(?:are) (?:there )?(?:any |all |some |a )?(?:of )?(?:my |the )?(?:" + TIMERS
                    + "|timer|count ?down)(?: still| currently)?" + GOING),
            Form.of(
                    "(?:do|have|did) (?:i|we)(?: still| currently)? (?:have|got|set|start)(?: still)?(?: any| a| some)? (?:"
                            + STATE + " )?(?:timers?|count ?downs?)" + GOING),
            Form.of(
                    "(?:give me |show me |i want |tell me )?(?:an? |the )?(?:overview|list|summary|status)(?: of| on)(?: all)?(?: the| my)? "
                            + TIMERS),
            Form.of("(?:tell me about|what about|how about|how are|update me on)(?: all)?(?: of)?(?: the| my| our)? (?:"
                    + STATE + " )?" + TIMERS + "(?: doing| going)?"),
            Form.of(
                    "how (?:long|much time|much longer|many (?:minutes|seconds|hours)|much)(?: do i have| have i got| is)?(?: still)?"
                            + "(?: left| remaining)?[?, ]+(?:on )?(?:the |my )?timer(?: i mean)?"),
            Form.of("what(?:'s| is) running[?, ]+(?:the |my )?timers?(?: i mean)?"),
            Form.of("what(?:'s| is) running(?: right now| now)?[?,. ]+timers(?: i mean)?"),
            Form.of("when(?:'s| is| does| will) " + WHICH
                    + "(?: be)? (?:done|over|up|finished|ready|ending|due|end|ring|finish|go off)"),
            Form.of("(?:has|have|did|does|is) " + WHICH
                    + " (?:already )?(?:finished|ended|rung|gone off|stopped|run out|go off|finish|ring|end"
                    + "|done|expired)"),
            Form.of(
                    "(?:check|tell me|show me|see|find out|look)?(?: )?how (?:long|much time|much longer|many (?:minutes|seconds))"
                            + "(?: is| are| there is)?(?: still)?(?: left| remaining)? (?:on|for|in|of) " + WHICH),
            Form.of("how (?:much longer|long) (?:will|does|is|must) " + WHICH
                    + " (?:still )?(?:take|need|run|last|going|have|be running)" + "(?: to run)?"),
            Form.of("how far(?: along)? (?:is|are|has) " + WHICH + "(?: come| got| gotten)?"),
            Form.of(
                    "(?:show|show me|check|tell me|see|what's|what is)(?: the| my)? (?:remaining time|time remaining|time left|time that is left)"
                            + "(?: on (?:the|my) clock)?"),
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
    private static final String LEFT = "(?:多久|多长|多长时间|多少时间|几分钟|几秒钟?|多少分钟?|多少秒钟?|几个?小时|几个?钟头|多少)";

    private static final List<Form> CHINESE = List.of(
            Form.of("(?:我|现在|目前|当前|一共|总共|都|还|有){0,4}(?:多少|几|哪些|哪几|什么)个?(?:正?在(?:跑|走|运行)的)?" + TIMER
                    + "(?:还|现在|正)?(?:在跑|在走|在运行|在计时|开着|没结束|没停|没响|在倒数|运行着)"),
            Form.of("(?:我|现在|目前|当前|还|都){0,3}(?:有|开了|设了|定了)(?:多少|几|哪些|哪几|什么)个?(?:正?在(?:跑|走|运行)的)" + TIMER),
            Form.of("(?:把|将)?(?:我的?|所有的?|全部的?|正在运行的?|在跑的?|当前的?){0,3}" + TIMER
                    + "(?:都|全部?)?(?:列出来|列一下|给我看看?|显示出来|显示一下|念一下|说一下|看一下)"),
            Form.of("(?:我|现在|目前){0,2}(?:还|有|还有|有没有)" + TIMER + "(?:还|正)?(?:开着|在跑|在走|在运行|没结束|没停|没响)的?"),
            Form.of("(?:我的?|所有的?|全部的?)" + TIMER + "的?(?:列表|状态|情况|进度)"),
            Form.of(TIMER + "(?:现在|目前)?(?:都)?(?:有哪些|是什么状态|什么状态|什么情况|怎么样|怎样|是什么情况|到哪儿?|走到哪儿?)"),
            Form.of(Which.CHINESE + "(?:现在|目前)(?:是)?(?:什么状态|什么情况|怎么样|怎样)"),
            Form.of(Which.CHINESE + "(?:怎么样|什么情况)"),
            Form.of("(?:看一?下|看看|查一?下|显示|查看|告诉我)(?:计时|倒计时)?的?(?:剩余时间|剩下的时间|还剩多久)"),
            Form.of("(?:还剩|还有|剩)" + LEFT + "(?:时间)?,?(?:那个|这个|我的)?" + TIMER),
            Form.of("(?:还有|还剩|还要)(?:多久|多长时间|几分钟)(?:才|就)?(?:到时间|到点|时间到)"),
            Form.of("(?:还要|还得|还有|要)" + LEFT + Which.CHINESE + "(?:才|就|会|能)*(?:结束|响|到|停|完|好)"),
            Form.of("(?<name>[^的,]{1,10})的?(?:还剩|还有|剩)" + LEFT + ",(?:那个|这个)?" + TIMER),
            Form.of(Which.CHINESE + "(?:什么时候|何时|几点钟?|几时|多久后?)(?:会|能|才|就)?(?:结束|响铃?|到点|到时间|到|停|完|好)"),
            Form.of("(?:我|这里|现在|目前|当前){0,2}(?:还|一共|总共|都)?(?:有|设了?|定了|开了?|正在运行|在跑)(?:多少|几|哪些|哪几|什么)个?" + NOW + "的?"
                    + TIMER + NOW),
            Form.of("(?:现在|目前|当前)?" + TIMER + "(?:有|都有)(?:多少|几|哪些|哪几|什么)个?"),
            Form.of(
                    "(?:列出|列一下|列|显示|查看|查询|查|看看|看|检查|展示|告诉我)(?:一下|下)?(?:我|都|有什么|有哪些|有|的|当前|现在|目前|正在运行|运行中|在运行|所有|全部|哪些){0,4}"
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
            List.of(Form.of(Which.CHINESE + "(?:已经)?(?:响过|响完|跑完|走完|到|结束|响|停|好|完|到时间)了?(?:没有?)?"));

    private ListGrammar() {}

    /** Reads which timers are asked for; unnamed for all. */
    static Optional<Understanding> read(String request) {
        return Phrase.readings(request).stream()
                .flatMap(phrase ->
                        target(phrase).stream().map(target -> new Understanding(target.arguments(), phrase.sure(1))))
                .findFirst();
    }

    private static Optional<Target> target(Phrase phrase) {
        Optional<Target> target = first(phrase.chinese() ? CHINESE : ENGLISH, phrase.text());
        return target.isEmpty() && phrase.chinese() && phrase.question()
                ? first(CHINESE_QUESTIONS, phrase.text())
                : target;
    }

    private static Optional<Target> first(List<Form> forms, String text) {
        return forms.stream()
                .flatMap(form -> form.match(text).flatMap(match -> Which.read(form, match, text)).stream())
                .findFirst();
    }
}
