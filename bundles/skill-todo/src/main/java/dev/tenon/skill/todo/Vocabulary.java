// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import java.util.Map;

/** Regular expressions for what all requests about the list have in common. */
final class Vocabulary {
    private static final String OTHER_LIST = "(?:my|our|the|this|that) list";

    static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("item", "(?:to-?do(?: item| entry| task)?|to do(?: item| entry)?|task|chore|action item)"),
            Map.entry("items", "(?:to-?do items|to do items|to-?dos|to dos|tasks|chores|action items|open items)"),
            Map.entry(
                    "list",
                    "(?:(?:(?:to-?do|to do|task|chore|chores|tasks|to-?dos) ?list|list of (?:my |the )?(?:to-?dos|tasks|chores"
                            + "|things to do)|to-?dos|to dos|tasks|to-?do)(?: for (?:today|the day))?)"),
            Map.entry("mine", "(?:(?:my |the |our )?{list}|" + OTHER_LIST + ")"),
            Map.entry("off", "(?: (?:from|off|out of|of|on|in) {mine})?"),
            Map.entry("en", Numbers.ENGLISH),
            Map.entry("ordinal", Numbers.ORDINAL),
            Map.entry("number", Numbers.CHINESE),
            Map.entry("signed", Numbers.CHINESE_SIGNED),
            Map.entry("no", "(?:(?:number|no\\.?|nr\\.?) |#|no\\.)?"),
            Map.entry(
                    "about", "(?:about|on|regarding|with|containing|that says?|saying|called|titled|named|for|of|to)"),
            Map.entry("zh", "(?:待办事项|待办清单|待办列表|待办任务|待办|代办事项|代办清单|家务清单|清单列表|代办|任务清单|任务列表|任务|清单|todo清单|todo列表|todo)"),
            Map.entry("in", "(?:里面|里头|里|中|上面|上|当中)"),
            Map.entry("that", "(?:这个|那个|这项|那项|这条|那条|这件|那件|的那个|的那条|的那项|的)"),
            Map.entry("newest", "(?:最后|最新|最近|上|刚才|刚刚|刚)(?:添加|加|记)?的?(?:那|这|一){0,2}[个条项件]?(?:添加|加|记)?的?"));

    private Vocabulary() {}
}
