// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.platform.Answer;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.Utterance;
import dev.tenon.runtime.Offers;
import dev.tenon.runtime.Startup;
import dev.tenon.runtime.Traces;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.framework.Version;

/** An assistant outside the container: skills come and go as services would. */
final class TestAssistant implements AutoCloseable {
    private final Assistant assistant;
    private final List<Offers.Offer> offered = new ArrayList<>();
    private final List<Offers.Offer> disabled = new ArrayList<>();
    private long services;

    TestAssistant() {
        this(5, 16);
    }

    TestAssistant(int callSeconds, int maxCalls) {
        assistant = new Assistant(config(callSeconds, maxCalls));
    }

    static Assistant.Config config(int callSeconds, int maxCalls) {
        return (Assistant.Config) Proxy.newProxyInstance(
                Assistant.Config.class.getClassLoader(),
                new Class<?>[] {Assistant.Config.class},
                (proxy, method, arguments) -> method.getName().equals("call_seconds") ? callSeconds : maxCalls);
    }

    void use(Router router) {
        assistant.setRouter(router);
    }

    void starting(Startup startup) {
        assistant.setStartup(startup);
    }

    void offer(Offers.Offer offer) {
        offered.add(offer);
        assistant.setOffers(offers());
    }

    /** Has a plugin here that is disabled. */
    void disable(Offers.Offer offer) {
        disabled.add(offer);
        assistant.setOffers(offers());
    }

    private Offers offers() {
        return new Offers() {
            @Override
            public List<Offer> offers() {
                return List.copyOf(offered);
            }

            @Override
            public List<Offer> disabled() {
                return List.copyOf(disabled);
            }
        };
    }

    long install(String pluginId, String version, Skill skill) {
        long id = ++services;
        assistant.arrived(pluginId, Version.parseVersion(version), id, skill);
        return id;
    }

    void remove(long service) {
        assistant.left(service);
    }

    Answer ask(Utterance utterance) {
        return assistant.ask(utterance);
    }

    Answer ask(Utterance utterance, Consumer<String> parts) {
        return assistant.ask(utterance, parts);
    }

    List<Traces.Step> steps(Answer answer) {
        return assistant.find(answer.traceId()).orElseThrow().steps();
    }

    Assistant itself() {
        return assistant;
    }

    @Override
    public void close() {
        assistant.stop();
    }
}
