// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text for a terminal. What comes from a server is shown without its control characters. */
final class Text {
    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private Text() {}

    /** Makes one line of any text: no line breaks, no escape sequences, no invisible reordering. */
    static String line(String text) {
        return clean(text, false).strip();
    }

    /** Keeps line breaks, removes everything else that would move the cursor. */
    static String block(String text) {
        return clean(text, true).strip();
    }

    private static String clean(String text, boolean breaks) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean kept = point == '\n' && breaks;
            boolean control = Character.isISOControl(point) || Character.getType(point) == Character.FORMAT;
            if (kept || !control) {
                clean.appendCodePoint(point);
            } else if (Character.isWhitespace(point)) {
                clean.append(' ');
            }
        });
        return clean.toString();
    }

    /** Writes a number of bytes for people. */
    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** Writes a moment in this machine's time zone, to the second; text that is no moment stays as it is. */
    static String time(String moment) {
        try {
            return TIME.format(Instant.parse(moment));
        } catch (DateTimeParseException e) {
            return moment;
        }
    }

    /** Lines up columns; the last one is not padded. */
    static List<String> table(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(line(row.get(i))));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String cell = line(row.get(i));
                text.append(cell);
                if (i < row.size() - 1) {
                    text.append(" ".repeat(widths[i] - width(cell) + 2));
                }
            }
            lines.add(text.toString().stripTrailing());
        }
        return lines;
    }

    /** Counts terminal cells: Chinese, Japanese and Korean characters take two. */
    private static int width(String text) {
        return text.codePoints()
                .map(point -> Character.isIdeographic(point) || (point >= 0x3000 && point <= 0xffef) ? 2 : 1)
                .sum();
    }
}
