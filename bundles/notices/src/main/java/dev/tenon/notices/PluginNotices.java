// SPDX-License-Identifier: Apache-2.0
package dev.tenon.notices;

import dev.tenon.api.platform.Notices;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Where one bundle posts: what it posts bears its name. */
@Component(scope = ServiceScope.BUNDLE)
public final class PluginNotices implements Notices {
    private static final int MAX_CHARACTERS = 500;

    private final String sender;
    private final NoticeKeeper keeper;

    /**
     * Posts for one bundle.
     *
     * @param context says which bundle asks
     * @param keeper gets what is posted
     */
    @Activate
    public PluginNotices(ComponentContext context, @Reference NoticeKeeper keeper) {
        sender = context.getUsingBundle().getSymbolicName();
        this.keeper = keeper;
    }

    @Override
    public void post(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a notice of " + sender + " says nothing");
        }
        keeper.post(sender, cut(text.strip()));
    }

    /** Never cuts a character in two. */
    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS)) + "…";
    }
}
