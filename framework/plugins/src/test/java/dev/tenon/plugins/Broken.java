// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A skill that fails in the way that its bundle's file {@code broken.txt} says. */
public final class Broken implements Skill {
    private final String how = how();

    /** Made by Declarative Services. */
    public Broken() {
        if (how.equals("throws in constructor")) {
            throw new IllegalStateException("no tide table");
        }
    }

    /** Called by Declarative Services. */
    public void activate() throws InterruptedException {
        switch (how) {
            case "hangs in activate" -> hang();
            case "deadlocks" -> deadlock();
            default -> {}
        }
    }

    /** Called by Declarative Services. */
    public void deactivate() {
        if (how.equals("hangs in deactivate")) {
            hang();
        }
    }

    private static void hang() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.onSpinWait(); // it does not listen
            }
        }
    }

    private static void waitToBeCalledOff(SkillContext context) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            if (!context.isCancelled()) {
                throw new AssertionError("called off too early", e);
            }
        }
    }

    private static void deadlock() throws InterruptedException {
        Object mine = new Object();
        Object other = new Object();
        CountDownLatch held = new CountDownLatch(1);
        synchronized (mine) {
            Thread thread = new Thread(() -> {
                synchronized (other) {
                    held.countDown();
                    synchronized (mine) {
                        held.countDown();
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
            held.await();
            synchronized (other) {
                held.countDown();
            }
        }
    }

    @Override
    public SkillDescriptor descriptor() {
        return SkillDescriptor.load(Broken.class, "tides");
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        if (how.equals("throws at examples")) {
            throw new IllegalArgumentException("unknown harbour");
        }
        return Optional.empty();
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) {
        switch (how) {
            case "hangs in invoke" -> hang();
            case "waits in invoke" -> waitToBeCalledOff(context);
            case "throws in invoke" -> throw new IllegalStateException("no water");
            case "fails in invoke", "asks and fails in invoke" -> throw new NoClassDefFoundError("org/example/Moon");
            default -> {}
        }
        return new SkillResult("", Map.of());
    }

    private static String how() {
        try (InputStream in = Broken.class.getResourceAsStream("/broken.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the bundle. */
    static byte[] jar(String id, String how, boolean immediate) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", id);
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Import-Package", "dev.tenon.api.skill,org.osgi.service.component");
        String asks = how.startsWith("asks")
                ? "tenon.plugin;tenon.plugin=\"" + id + "\";permissions:List<String>=exec;effective:=tenon,"
                : "";
        main.putValue(
                "Provide-Capability", asks + "osgi.service;objectClass:List<String>=\"dev.tenon.api.skill.Skill\"");
        if (!how.equals("registers nothing")) {
            main.putValue("Service-Component", "OSGI-INF/skill.xml");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            put(out, "broken.txt", how);
            put(out, "OSGI-INF/skill.xml", """
                    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" immediate="%s">
                      <implementation class="%s"/>
                      <service><provide interface="dev.tenon.api.skill.Skill"/></service>
                    </scr:component>
                    """.formatted(id, immediate, Broken.class.getName()));
            put(out, "skills/tides/skill.properties", "summary=Tells tides.\nlanguages=en\n");
            put(out, "skills/tides/arguments.schema.json", "{}");
            put(out, "skills/tides/result.schema.json", "{}");
            put(out, "skills/tides/examples.en.txt", "when is high tide?\n");
            String code = Broken.class.getName().replace('.', '/') + ".class";
            out.putNextEntry(new JarEntry(code));
            try (InputStream in = Objects.requireNonNull(Broken.class.getResourceAsStream("/" + code))) {
                byte[] whole = in.readAllBytes();
                out.write(whole, 0, how.equals("is cut in half") ? whole.length / 2 : whole.length);
            }
        }
        return bytes.toByteArray();
    }

    private static void put(JarOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
