// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dice and what is added to them, in the notation of role-playing games: {@code 2d6+1d8-1}.
 *
 * @param groups dice of the same kind
 * @param modifier what is added to the sum
 */
record Dice(List<Group> groups, int modifier) {
    static final int MOST_DICE = 1_000;
    static final int MOST_SIDES = 1_000_000;

    private static final Pattern TERM = Pattern.compile("([+-])(?:(\\d{0,5})d(\\d{1,8}|%)|(\\d{1,8}))");

    /**
     * Dice of one kind.
     *
     * @param sign 1, or -1 where they are taken off
     * @param count how many
     * @param sides of each, numbered from 1
     */
    record Group(int sign, int count, int sides) {}

    /** Reads the notation; empty if it is another. */
    static Optional<Dice> read(String notation) {
        String terms = notation.toLowerCase(Locale.ROOT).replace(" ", "").replace('w', 'd');
        String signed = terms.startsWith("-") || terms.startsWith("+") ? terms : "+" + terms;
        Matcher term = TERM.matcher(signed);
        List<Group> groups = new ArrayList<>();
        int modifier = 0;
        int end = 0;
        while (term.find() && term.start() == end && groups.size() < 20) {
            end = term.end();
            int sign = term.group(1).equals("-") ? -1 : 1;
            if (term.group(3) == null) {
                modifier += sign * Integer.parseInt(term.group(4));
            } else {
                int count = term.group(2).isEmpty() ? 1 : Integer.parseInt(term.group(2));
                int sides = term.group(3).equals("%") ? 100 : Integer.parseInt(term.group(3));
                groups.add(new Group(sign, count, sides));
            }
        }
        return end == signed.length() && !groups.isEmpty()
                ? Optional.of(new Dice(List.copyOf(groups), modifier))
                : Optional.empty();
    }

    boolean isPossible() {
        return groups.stream().allMatch(group -> group.count >= 1 && group.sides >= 2 && group.sides <= MOST_SIDES)
                && groups.stream().mapToInt(Group::count).sum() <= MOST_DICE
                && Math.abs(modifier) <= MOST_SIDES;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Group group : groups) {
            text.append(group.sign < 0 ? "-" : text.isEmpty() ? "" : "+")
                    .append(group.count)
                    .append('d')
                    .append(group.sides);
        }
        if (modifier != 0) {
            text.append(modifier < 0 ? "" : "+").append(modifier);
        }
        return text.toString();
    }
}
