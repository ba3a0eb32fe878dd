// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

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

    /** Quoted, so that spaces are part of it, or without spaces. */
    private static final String P =
            "(?:\"(?<q1>[^\"]+)\"|“(?<q2>[^”]+)”|'(?<q3>[^']+)'|`(?<q4>[^`]+)`|「(?<q5>[^」]+)」|(?<bare>[^\\s\"“'`「，。]++))";

    private static final String LAST =
            "(?:\"(?<q1>[^\"]+)\"|“(?<q2>[^”]+)”|'(?<q3>[^']+)'|`(?<q4>[^`]+)`|「(?<q5>[^」]+)」|(?<bare>[^\\s\"“'`「]+?))\\s*(?<end>[?？。]?)";
    private static final String COLON = "\\s*[:：]\\s*(?:\"(?<q1>[^\"]+)\"|“(?<q2>[^”]+)”|(?<bare>\\S.*?))\\s*";
    private static final String PLEASE =
            "(?:(?:please|hey|hi|ok|can you|could you|would you|tell me|i want to know|let me know)[,:]? )*";
    private static final String GOOD =
            "(?:(?:a |an )?(?:really |very )?(?:strong|weak|good|bad|safe|secure|insecure|unsafe|okay|ok|decent|hard to guess|hard to crack|easy to guess|easy to crack|strong enough|secure enough|safe enough|good enough))";
    private static final String THE = "(?:the |this |my |that )?(?:new |old )?(?:password|passphrase|passcode)";
    private static final String END = "\\s*[?.!]*";

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
        return "(?:的)?(?:强度)?(?:够不够强|够不够安全|安不安全|强不强|好不好|行不行|是否安全|是否够强|怎么样|如何|(?:够|很|算|还)?(?:安全|强|好|弱|可靠|简单|复杂|行|可以)(?:吗|么)|有多强|有多安全|会不会太弱|容易被?(?:破解|猜到|猜中)吗|多久能?被?破解|要多久能?破解|的?强度(?:是多少|怎么样|如何|高吗)?)\\s*[?？。]?";
    }

    /** The password; empty if the request asks for something else. */
    static Optional<String> read(String request) {
        String text = request.strip();
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return FORMS.stream()
                .map(form -> password(form, form.matcher(text)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> password(Pattern form, Matcher match) {
        if (!match.matches()) {
            return Optional.empty();
        }
        Optional<String> quoted = group(form, match, "q1", "q2", "q3", "q4", "q5");
        Optional<String> bare = group(form, match, "bare")
                .filter(word -> !NO_PASSWORD.matcher(word).matches());
        return quoted.or(() -> bare).filter(password -> password.length() <= PasswordStrengthSkill.MOST_CHARACTERS);
    }

    private static Optional<String> group(Pattern form, Matcher match, String... names) {
        return Arrays.stream(names)
                .filter(name -> form.pattern().contains("(?<" + name + ">"))
                .map(match::group)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    private static List<Pattern> patterns(String... forms) {
        return Arrays.stream(forms)
                .map(form -> Pattern.compile(form, Pattern.CASE_INSENSITIVE))
                .toList();
    }
}
