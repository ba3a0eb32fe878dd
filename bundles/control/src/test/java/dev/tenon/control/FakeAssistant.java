// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.api.platform.Answer;
import dev.tenon.api.platform.Answers;
import dev.tenon.api.skill.Utterance;
import dev.tenon.runtime.Offers;
import dev.tenon.runtime.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.regex.Pattern;

final class FakeAssistant implements Answers, Traces, Offers {
    /** Counted down when a request that never ends is interrupted. */
    static final CountDownLatch INTERRUPTED = new CountDownLatch(1);

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private final FakePlugins plugins;
    private final Duration pause;
    private final List<Trace> traces = new CopyOnWriteArrayList<>();

    FakeAssistant(FakePlugins plugins, Duration pause) {
        this.plugins = plugins;
        this.pause = pause;
    }

    @Override
    public Answer ask(Utterance utterance, Consumer<String> parts) {
        String language = utterance.language().getLanguage();
        boolean chinese = language.isEmpty() ? HAN.matcher(utterance.text()).find() : language.equals("zh");
        Answer answer = answer(utterance, chinese, "%05d-beef".formatted(traces.size() + 1));
        traces.add(
                0,
                new Trace(
                        answer.traceId(),
                        Instant.now(),
                        utterance.text(),
                        answer.outcome().name(),
                        List.of(new Step("route", 120, "skill"), new Step("invoke", 340, answer.text()))));
        for (String part : answer.text().split("(?<= )")) {
            parts.accept(part);
            Pause.of(pause.dividedBy(4));
        }
        return answer;
    }

    private Answer answer(Utterance utterance, boolean chinese, String trace) {
        String text = utterance.text();
        if (!utterance.attachments().isEmpty()) {
            return answered(chinese ? "这是一条金鱼。" : "This is a goldfish.", "dev.tenon.skill.image.label/label", trace);
        }
        if (text.contains("240")) {
            return answered("42", "dev.tenon.skill.calc/calc", trace);
        }
        if (text.contains("endless")) {
            endless();
        }
        if (text.contains("missing class")) {
            throw new NoClassDefFoundError("org/example/Missing");
        }
        if (text.contains("bug")) {
            throw new IllegalStateException();
        }
        if (text.contains("mile") || text.contains("英里")) {
            return plugins.has("skill-units")
                    ? answered("42.195 km is 26.2 miles.", "dev.tenon.skill.units/convert", trace)
                    : new Answer(
                            Answer.Outcome.NOBODY,
                            chinese ? "已安装的插件都答不了，但市场里有一个可以。" : "Nothing installed can answer that, but a plugin can.",
                            Map.of(),
                            Optional.empty(),
                            List.of("dev.tenon.skill.units"),
                            trace);
        }
        return new Answer(
                Answer.Outcome.NOBODY,
                chinese ? "没有插件能回答。" : "Nothing installed can answer that.",
                Map.of(),
                Optional.empty(),
                List.of(),
                trace);
    }

    private static void endless() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            INTERRUPTED.countDown();
        }
    }

    private static Answer answered(String text, String by, String trace) {
        return new Answer(Answer.Outcome.ANSWERED, text, Map.of("text", text), Optional.of(by), List.of(), trace);
    }

    @Override
    public Optional<Trace> find(String id) {
        return traces.stream().filter(trace -> trace.id().equals(id)).findFirst();
    }

    @Override
    public List<Trace> recent(int limit) {
        return traces.stream().limit(limit).toList();
    }

    @Override
    public List<Offer> offers() {
        return List.of(new Offer(
                "dev.tenon.skill.units", "skill-units", "Units", "convert", "Converts units.", Map.of(), List.of()));
    }
}
