// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.health.HealthCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The kinds of service that get a front, by the name of their interface. Thread-safe. */
final class Factories {
    private final Map<String, FrontFactory<?>> byName = new ConcurrentHashMap<>();

    Factories() {
        List.of(
                        new SkillFronts(),
                        new RouterFronts(),
                        new BackendFronts(),
                        new SourceFronts(),
                        new QuantizerFronts(),
                        new StrategyFronts(),
                        new DeviceFronts(),
                        new ProxyFronts<>(HealthCheck.class))
                .forEach(this::add);
    }

    void add(FrontFactory<?> factory) {
        Crossing.share(factory.type());
        byName.put(factory.type().getName(), factory);
    }

    void remove(FrontFactory<?> factory) {
        byName.remove(factory.type().getName(), factory);
    }

    Optional<FrontFactory<?>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @SuppressWarnings("unchecked") // they are kept by their type's name
    <S> FrontFactory<S> of(Class<S> type) {
        FrontFactory<?> factory = byName.get(type.getName());
        if (factory == null || factory.type() != type) {
            throw new IllegalStateException("no fronts are made for " + type.getName());
        }
        return (FrontFactory<S>) factory;
    }
}
