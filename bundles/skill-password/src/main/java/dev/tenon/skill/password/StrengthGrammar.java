// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import dev.tenon.wording.ChineseText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The turns of phrase that ask how strong a password is. Unlike other grammars this one leaves the request as it is
 * written: every sign may belong to the password.
 */
final class StrengthGrammar {
    private static final int MAX_LENGTH = 400;
    /** Around the request, at most. */
    private static final int SPACES = 100;

    /** Quoted, so that spaces are part of it, or without spaces. */
    private static final String P =
            "(?:\"(?<q1>[^\"]+)\"|“(?<q2>[^”]+)”|'(?<q3>[^']+)'|`(?<q4>[^`]+)`|「(?<q5>[^」]+)」|(?<bare>[^\\s\"“'`「，。]++))";

    private static final String LAST =
            "(?:\"(?<q1>[^\"]+)\"|“(?<q2>[^”]+)”|'(?<q3>[^']+)'|`(?<q4>[^`]+)`|「(?<q5>[^」]+)」|(?<bare>[^\\s\"“'`「]+?))\\s*(?<end>[?？。]?)";
    private static final String COLON = "\\s*[:：]\\s*(?:\"(?<q1>[^\"]+)\"|“(?<q2>[^”]+)”|(?<bare>\\S.*?))\\s*";
    private static final String PLEASE =
            "(?:(?:please|hey|hi|ok|can you|could you|would you|tell me|i want to know|let me know|hello|pls|so|do you think|what do you think,?)[,:]? )*";
    private static final String GOOD =
            "(?:(?:a |an |any |too |still )?(?:really |very |too )?(?:strong|weak|good|bad|safe|secure|insecure|unsafe|okay|ok|fine|terrible|awful|great|reasonable|weak enough|decent|hard to guess|hard to crack|easy to guess|easy to crack|strong enough|secure enough|safe enough|good enough))";
    private static final String THE = "(?:the |this |my |that )?(?:new |old )?(?:password|passphrase|passcode)";
    private static final String AS =
            " (?:as|for|to be) (?:a |an |my |our )?(?:new )?(?:" + GOOD + " )?(?:password|passphrase|passcode)";
    private static final String CHECK =
            "(?:check|test|rate|evaluate|assess|measure|judge|score|grade|analy[sz]e|tell me|see)";
    private static final String WHO = "(?:someone|somebody|anyone|a hacker|hackers|people|they|one)";
    private static final String CRACK = "(?:crack|guess|break|hack)";
    private static final String END = "\\s*[?.!]*";

    private static final String ZH_LEAD = "(?:请问|请|帮我|帮忙|麻烦|你觉得|我?(?:想|打算|准备|要)|能不能|可以|你说)*";

    private static final List<Pattern> FORMS = patterns(
            PLEASE
                    + "(?:check|test|rate|evaluate|assess|measure|judge|score|analy[sz]e)(?: (?:the strength of|how strong is))? "
                    + THE + "(?: strength)?(?: of| for)?" + COLON,
            PLEASE
                    + "(?:password strength|how (?:strong|secure|safe|good) is (?:this|my|the) password)(?: check| checker| test)?(?: of| for)?"
                    + COLON,
            PLEASE + "(?:is (?:this|my|the) password " + GOOD + ")" + COLON,
            PLEASE + "how (?:strong|secure|safe|good|weak|guessable) (?:is|would be) (?:" + THE + " )" + LAST,
            PLEASE + "how (?:strong|secure|safe|good|weak) (?:is|would) " + P
                    + " (?:be )?(?:as|for) (?:a |my )?(?:password|passphrase)" + END,
            PLEASE
                    + "(?:check|test|rate|evaluate|assess|measure|judge|score|analy[sz]e) (?:the strength of |how strong )?"
                    + THE + " " + LAST,
            PLEASE + "(?:check|test|rate|evaluate|assess|judge) (?:the )?(?:password strength|strength) of (?:" + THE
                    + " )?" + LAST,
            PLEASE
                    + "(?:what is |what's )?(?:the )?(?:password strength|strength of (?:the |this |my )?password)(?: of| for)? "
                    + LAST,
            PLEASE + "(?:is|would|will|does) " + P + " (?:be |make )?" + GOOD + " (?:password|passphrase)" + END,
            PLEASE + "(?:is|would) " + P + " (?:be )?" + GOOD + " (?:as|for) (?:a |my )?(?:password|passphrase)" + END,
            PLEASE + "is " + THE + " " + P + " " + GOOD + END,
            PLEASE + "(?:can|should|could) i use " + P + " (?:as|for) (?:a |my )(?:\\w+ )?password" + END,
            PLEASE
                    + "how (?:long|quickly|fast|easily|soon) (?:would it take|does it take|will it take|can (?:someone|one|a hacker|hackers)|could (?:someone|a hacker))(?: to)? (?:crack|guess|break|hack) "
                    + THE + " " + LAST,
            PLEASE + "my password is " + P.replace("++", "+?") + "[,;.]? (?:is (?:it|that) " + GOOD
                    + "|how (?:strong|safe|secure|good) is (?:it|that))" + END,
            PLEASE + "(?:would|will|does|could|can|should) " + P + " (?:hold up|work|do|be " + GOOD
                    + "|count|qualify|pass|be used|serve)(?: well)?" + AS + END,
            PLEASE + "is " + P + " " + GOOD + AS + END,
            PLEASE + "is " + THE + " " + P + " " + GOOD + END,
            PLEASE + "(?:can|could) " + WHO + " (?:easily )?" + CRACK + " " + THE + " " + P + "(?: easily| quickly)?"
                    + END,
            PLEASE + "how (?:easy|hard|difficult) (?:is|would) it (?:be )?(?:is )?to " + CRACK + " " + THE + " " + LAST,
            PLEASE + "(?:do you think|would you say|tell me if) " + P + " is " + GOOD + " (?:password|passphrase)"
                    + END,
            PLEASE + "(?:" + CHECK + " )?(?:if|whether) " + P + " is " + GOOD + "(?: password|" + AS + ")" + END,
            PLEASE + "(?:" + CHECK + " )?(?:if|whether) " + THE + " " + P + " is " + GOOD + END,
            PLEASE + CHECK + " (?:my|this|the) password,? (?:it's|it is|which is) " + LAST,
            PLEASE + "(?:" + CHECK + " )?how (?:strong|secure|safe|good) " + THE + " " + P + " is" + END,
            "(?:i |i'm |i am |we )(?:use|using|have|thinking of using|thinking about using|want to use|plan to use) "
                    + P + AS + "[,.;]? .{3,40}[?]?",
            "(?:hey,? |so )?my (?:new |current |old |bank |email )?password is " + P.replace("++", "+?")
                    + "[,;.]? (?:is (?:it|that) " + GOOD + "|how (?:strong|safe|secure|good) is (?:it|that))" + END,
            PLEASE + "how (?:long|quickly|fast) (?:would|will|does) " + P + " (?:take|last|hold)(?: to " + CRACK + ")?"
                    + AS + END,
            PLEASE + "(?:is it|would it be) " + GOOD + " to use " + P + AS + END,
            PLEASE + "should i use " + P + AS + END,
            PLEASE + "(?:what do you think (?:of|about)|give me a (?:rating|score) (?:for|of)|how about) " + THE + " "
                    + LAST,
            PLEASE + "how (?:strong|secure|safe|good) would " + THE + " " + P + " be" + END,
            PLEASE + "(?:password check|check password|" + CHECK + " (?:(?:the )?strength of )?(?:" + THE
                    + "|password))" + COLON,
            PLEASE + "how (?:strong|secure|safe|good|weak) is " + THE + COLON,
            PLEASE + "(?:password|passphrase) strength (?:of|for) " + LAST,
            "(?:请|请问|帮我|麻烦|给)*(?:看看|测测|检查|评一?下|评估)?(?:这个|我的|下面的?)*(?:密码|口令)(?:强不强|够强吗|安全吗|怎么样|行不行|够不够强)" + COLON,
            ZH_LEAD + "(?:检查|测试|评估|看看|检测|测一?下|测测|评价|评|分析|查一?下|打分)(?:一?下)?(?:这个|我的|下面的?)*(?:密码|口令)(?:的)?(?:强度|安全性)?"
                    + COLON,
            ZH_LEAD + "(?:检查|测试|评估|看看|检测|评价|分析)(?:一?下)?(?:这个|我的)*(?:密码|口令)\\s*" + zh()
                    + "\\s*(?:的)?(?:强度|安全性|强不强)?\\s*[?？。]?",
            ZH_LEAD + "(?:给)(?:这个|我的)*(?:密码|口令)\\s*" + zh() + "\\s*(?:打个?分|评个?分)\\s*[?？。]?",
            ZH_LEAD + "(?:我)?(?:用|拿|把(?:密码|口令)(?:设成|设为|改成))\\s*" + zh()
                    + "\\s*(?:(?:能)?(?:做|当|作|作为|当作|设)(?:我的)?(?:密码|口令))?[，,]?\\s*" + zhAsk(),
            ZH_LEAD + zh() + "\\s*(?:这个|这种|能)?(?:作为|做|当|当作)?(?:我的)?(?:密码|口令)(?:用|来用)?\\s*[，,]?" + zhAsk(),
            ZH_LEAD + zh() + "\\s*(?:是不是|是|算|算不算)(?:一?个)?(?:很|太)?(?:强|弱|安全的?|好)(?:密码|口令)(?:吗|么)?\\s*[?？。]?",
            ZH_LEAD + "(?:我的?)?(?:现在的?|银行的?|邮箱的?|新的?)?(?:密码|口令)(?:设的是|设成|用的是|是)?\\s*" + zh() + "\\s*[，,]?\\s*"
                    + zhAsk(),
            ZH_LEAD + "(?:黑客|别人)?(?:破解|猜出|猜中)(?:密码|口令)\\s*" + zh() + "\\s*(?:需要|要|得)(?:用)?(?:多久|多长时间|多少时间)\\s*[?？。]?",
            "(?:请|请问|帮我|麻烦)*(?:检查|测试|评估|看看|检测|测一?下|评价|分析|查一?下)(?:一下)?(?:这个|我的|下面的?)*(?:密码|口令)(?:的)?(?:强度|安全性|安不安全|强不强|够不够强)*"
                    + COLON,
            "(?:请|请问|帮我|麻烦)*(?:检查|测试|评估|看看|检测|测一?下|评价|分析|查一?下)(?:一下)?(?:这个|我的)*(?:密码|口令)\\s*" + zh()
                    + "\\s*(?:的)?(?:强度|安全性|安不安全|强不强|够不够强|是否安全|安全吗|强吗|够强吗)?\\s*[?？。]?",
            "(?:请问)?(?:密码|口令)(?:强度|安全性)(?:检测|检查|测试)?" + COLON,
            "(?:请问)?(?:这个|我的)*(?:密码|口令)\\s*(?:是)?\\s*" + zh() + "\\s*[，,]?\\s*" + zhAsk(),
            "(?:请问)?(?:我)?(?:用|拿)\\s*" + zh() + "\\s*(?:做|当|作|作为|当作|设)(?:我的)?(?:密码|口令)[，,]?\\s*" + zhAsk(),
            "(?:请问)?\\s*" + zh() + "\\s*(?:这个|作为|做|当|当作)(?:我的)?(?:密码|口令)\\s*[，,]?" + zhAsk(),
            "(?:请问)?\\s*" + zh() + "\\s*(?:是|算)(?:不是|不算)?(?:一?个)?(?:强|弱|安全的|好)(?:密码|口令)(?:吗|么)?\\s*[?？。]?",
            "(?:请问)?(?:破解|猜出|猜中)(?:密码|口令)\\s*" + zh() + "\\s*(?:需要|要|得)(?:用)?(?:多久|多长时间|多少时间)\\s*[?？。]?");

    /** What stands where a password could, and is none. */
    private static final Pattern NO_PASSWORD = Pattern.compile(
            "(?i)(?:manager|managers|policy|policies|generator|generators|hash|hashing|hashes|encryption|protection|strength|reset|resets|checker|field|file|database|security|length|system|rule|rules|recovery|it|this|that|of|for|from|with|the|a|an|my|your|is|login|protected|requirements?|managers?|这个|那个|我的|管理器|是什么|什么)");

    private StrengthGrammar() {}

    private static String zh() {
        return "(?:\"(?<q1>[^\"]+)\"|“(?<q2>[^”]+)”|'(?<q3>[^']+)'|`(?<q4>[^`]+)`|「(?<q5>[^」]+)」|(?<bare>[\\x21-\\x7E&&[^\"'`]]+?))";
    }

    private static String zhAsk() {
        return "(?:的)?(?:强度)?(?:够不够(?:强|安全|复杂)|安不安全|强不强|靠谱吗|是不是太?(?:弱|简单|短|好猜)了?|多久会被?破解|会不会被(?:破解|猜到)|会被(?:轻易|轻松|很快)?(?:破解|猜到)吗|能用吗|吗|的?(?:强度|安全性)(?:如何|怎么样|高不高|高吗)|好不好|行不行|是否安全|是否够强|怎么样|如何|(?:够|很|算|还|算是)?(?:安全|强|好|弱|可靠|简单|复杂|行|可以)(?:吗|么)|有多强|有多安全|会不会太弱|容易被?(?:人)?(?:破解|猜到|猜中)吗|多久能?被?破解|要多久能?破解|的?强度(?:是多少|怎么样|如何|高吗)?)\\s*[?？。]?";
    }

    /** The password; empty if the request asks for something else. */
    static Optional<String> read(String request) {
        if (request.length() > MAX_LENGTH + SPACES) {
            return Optional.empty();
        }
        String text = request.strip().replaceFirst("(?i)\\bpas{1,2}w[ao]?r?o?r?d\\b", "password");
        String folded = ChineseText.plain(text);
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return FORMS.stream()
                .map(form -> password(form, form.matcher(folded), text))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The password of a request in other words; less sure. */
    static Optional<String> gist(String request) {
        return request.length() > MAX_LENGTH
                ? Optional.empty()
                : StrengthGist.read(request.strip())
                        .filter(password -> password.length() <= PasswordStrengthSkill.MOST_CHARACTERS);
    }

    private static Optional<String> password(Pattern form, Matcher match, String text) {
        if (!match.matches()) {
            return Optional.empty();
        }
        Optional<String> quoted = group(form, match, text, "q1", "q2", "q3", "q4", "q5");
        Optional<String> bare = group(form, match, text, "bare")
                .filter(word -> !NO_PASSWORD.matcher(word).matches());
        return quoted.or(() -> bare).filter(password -> password.length() <= PasswordStrengthSkill.MOST_CHARACTERS);
    }

    /** As it was written: the match is in simplified characters. */
    private static Optional<String> group(Pattern form, Matcher match, String text, String... names) {
        return Arrays.stream(names)
                .filter(name -> form.pattern().contains("(?<" + name + ">"))
                .filter(name -> match.start(name) >= 0)
                .map(name -> text.substring(match.start(name), match.end(name)))
                .findFirst();
    }

    private static List<Pattern> patterns(String... forms) {
        return Arrays.stream(forms)
                .map(form -> Pattern.compile(form, Pattern.CASE_INSENSITIVE))
                .toList();
    }
}
