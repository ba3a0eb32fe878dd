// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * 300 requests in two languages through {@code tenon up} with its marketplace, as an operator has it after the first
 * start: the skills of the distribution are installed, the samples are only offered; the moon, a plugin of a stranger,
 * is not even that, so nobody may answer what is asked of it. Nothing was made from these requests.
 */
final class RequestTrial {
    private static final Pattern READY = Pattern.compile("tenon: ready host=(http://\\S+) market=http://\\S+ ms=\\d+");
    private static final Map<String, String> PLUGINS = Map.of(
            "units", "dev.tenon.skill.units",
            "regex-test", "dev.tenon.skill.regex",
            "base-conversion", "dev.tenon.skill.number.base",
            "roman-numerals", "dev.tenon.skill.number.base",
            "color-conversion", "dev.tenon.skill.color",
            "color-contrast", "dev.tenon.skill.color",
            "unit-price", "dev.tenon.skill.price",
            "split-bill", "dev.tenon.skill.price");

    private final Path distribution;
    private final Path home;
    private final boolean shuffled;
    private final List<Request> requests;

    private record Request(String language, String where, String skill, String text) {}

    /** What came of all. */
    private static final class Tally {
        private final Map<String, Integer> asked = new LinkedHashMap<>();
        private final Map<String, Integer> right = new LinkedHashMap<>();
        private int wrong;
        private int askedBack;
        private long slowestMillis;
    }

    RequestTrial(Path distribution, Path home, Map<String, String> options) throws IOException {
        this.distribution = distribution;
        this.home = home;
        this.shuffled = Boolean.parseBoolean(options.get("control"));
        this.requests = read();
    }

    private static List<Request> read() throws IOException {
        try (InputStream in = RequestTrial.class.getResourceAsStream("requests.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t", 4))
                    .map(cells -> new Request(
                            cells[0],
                            cells[1].equals("offered") && !PLUGINS.containsKey(cells[2]) ? "nobody" : cells[1],
                            cells[2],
                            cells[3]))
                    .toList();
        }
    }

    Map<String, Object> figures() throws IOException, InterruptedException {
        Path documents = Files.createDirectories(home.resolve("data/dev.tenon.skill.faq/documents"));
        Path shop = distribution.resolve("samples/shop-documents");
        try (Stream<Path> files = Files.walk(shop)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = documents.resolve(shop.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path tenon = distribution.resolve("bin/tenon");
        try (Program up = Program.start(
                Files.createDirectories(home).resolve("err"),
                Map.of("TENON_HOME", home.toString()),
                tenon.toString(),
                "up",
                "--port",
                "0",
                "--market-port",
                "0")) {
            Matcher ready = READY.matcher(up.nextLine());
            if (!ready.matches()) {
                throw new IOException("tenon up did not start: " + Files.readString(home.resolve("err")));
            }
            AdminClient client = new AdminClient(ready.group(1), home);
            for (String state : List.of(
                    "note that the dentist is on Monday", "add milk to my to-do list", "set a timer for 9 minutes")) {
                client.ask(state);
            }
            return figures(client);
        }
    }

    private Map<String, Object> figures(AdminClient client) throws IOException, InterruptedException {
        Tally tally = new Tally();
        for (int i = 0; i < requests.size(); i++) {
            // the control expects of each request what another one wants
            Request expected = requests.get(shuffled ? (i + 97) % requests.size() : i);
            judge(expected, requests.get(i).text(), client, tally);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("right_answerer", share(tally, "installed"));
        figures.put("missing_named", share(tally, "offered"));
        figures.put("honest_nobody", share(tally, "nobody"));
        figures.put("wrong_skill", rounded((double) tally.wrong / requests.size()));
        figures.put("asked_back", rounded((double) tally.askedBack / requests.size()));
        figures.put("requests", requests.size());
        figures.put("slowest_request_ms", tally.slowestMillis);
        return figures;
    }

    private static double share(Tally tally, String where) {
        return rounded((double) tally.right.getOrDefault(where, 0) / tally.asked.getOrDefault(where, 1));
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private static void judge(Request expected, String text, AdminClient client, Tally tally)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        JsonNode answer = client.ask(text);
        tally.slowestMillis = Math.max(tally.slowestMillis, (System.nanoTime() - begun) / 1_000_000);
        String outcome =
                answer.path("outcome").asText().toLowerCase(Locale.ROOT).replace('_', '-');
        boolean invoked = List.of("answered", "refused", "failed").contains(outcome);
        String skill = answer.path("answeredBy").asText("").replaceFirst(".*/", "");
        List<String> named = new ArrayList<>();
        answer.path("suggest").forEach(each -> named.add(each.path("id").asText()));
        boolean right =
                switch (expected.where) {
                    case "installed" -> invoked && skill.equals(expected.skill);
                    case "offered" ->
                        !invoked && !named.isEmpty() && named.get(0).equals(PLUGINS.get(expected.skill));
                    default -> outcome.equals("nobody") && named.isEmpty();
                };
        tally.asked.merge(expected.where, 1, Integer::sum);
        tally.right.merge(expected.where, right ? 1 : 0, Integer::sum);
        tally.askedBack += outcome.equals("asked-back") ? 1 : 0;
        if (invoked && !skill.equals(expected.skill)) {
            tally.wrong++;
        }
        if (!right) {
            System.err.printf(
                    "%s %s wanted, %s %s %s: %s%n", expected.where, expected.skill, outcome, skill, named, text);
        }
    }
}
