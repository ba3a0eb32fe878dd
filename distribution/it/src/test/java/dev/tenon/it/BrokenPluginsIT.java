// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broken plugins are installed from the shell while four people ask: each is refused with a sentence that the doctor
 * repeats, nothing of it is left, and every question is answered.
 */
class BrokenPluginsIT {
    private static final String ID = "org.example.teapot";

    @TempDir
    Path folder;

    /** A fixture, and what the refusal says. */
    private record Broken(SkillJar jar, String... says) {}

    private static List<Broken> behaviours() {
        return List.of(
                new Broken(
                        skill("exits in activate", 0),
                        "ended its process while it was giving its service Skill",
                        "exit status 7",
                        "System.exit"),
                new Broken(
                        skill("exits in invoke", 0),
                        "ended its process while it was answering its own example 'steep my tea'",
                        "exit status 3"),
                new Broken(skill("halts in activate", 0), "ended its process", "exit status 0"),
                new Broken(
                        skill("eats the heap", 48),
                        "needs more than the 48 MB of memory that it declares while it was giving its service Skill"),
                new Broken(skill("eats the heap", 5), "declares the memory '5'"),
                new Broken(
                        skill("throws in its constructor", 0),
                        "the constructor of its component " + ID + " threw IllegalStateException: no tide table"),
                new Broken(
                        skill("registers nothing", 0).header("Service-Component", ""),
                        "does not register what it declares: dev.tenon.api.skill.Skill"),
                new Broken(
                        skill("hangs in activate", 0),
                        "it was still giving its service Skill",
                        "(it hangs in dev.tenon.it.BrokenSkill.activate)"),
                new Broken(skill("deadlocks in activate", 0), "dev.tenon.it.BrokenSkill.deadlock: a deadlock)"),
                new Broken(
                        skill("loops in deactivate", 0),
                        "it was still stopping (it hangs in dev.tenon.it.BrokenSkill.deactivate)"));
    }

    private static List<Broken> manifests() {
        return List.of(
                new Broken(
                        skill("", 0).header("Export-Package", "org.example.tea;version=1,org.example.tea;version=2"),
                        "exports the package org.example.tea twice"),
                new Broken(
                        skill("", 0).header("Import-Package", "dev.tenon.api.skill;version=\"[9,10)\""),
                        "requires dev.tenon.api.skill [9.0.0,10.0.0)",
                        "this host offers"),
                new Broken(skill("", 0).header("Bundle-SymbolicName", ID + ";singleton:=true"), "is a singleton"),
                new Broken(skill("", 0).header("Fragment-Host", "dev.tenon.skill.calc"), "is a fragment"));
    }

    private static SkillJar skill(String how, int memory) {
        String plugin = "tenon.plugin;tenon.plugin=\"" + ID + "\";name=Tested;summary=\"Is tested.\";"
                + "categories:List<String>=skill;effective:=tenon"
                + (memory == 0 ? "" : ";memory:Long=" + memory);
        return new SkillJar(ID, BrokenSkill.class)
                .file("broken.txt", how)
                .examples("steep my tea")
                .header(
                        "Provide-Capability",
                        plugin + ",osgi.service;objectClass:List<String>=\"dev.tenon.api.skill.Skill\"");
    }

    @Test
    void refusesEachWhileEveryQuestionIsAnswered() throws Exception {
        Operator operator = new Operator(folder.resolve("home"));
        try (Up up = Up.start(operator);
                Askers askers = new Askers(up, 4)) {
            operator.tenon("config", "set", "dev.tenon.plugins.rehearsal/limit.seconds", "6")
                    .done();
            long generation = operator.generation();
            List<String> stored = files(operator.home().resolve("store/sha256"));
            for (Broken broken :
                    Stream.concat(behaviours().stream(), manifests().stream()).toList()) {
                Path jar = broken.jar().write(folder);
                operator.tenon("plugin", "install", jar.toString(), "--unsigned")
                        .refused(broken.says());
                askers.goOn(4);
                assertThat(operator.generation()).isEqualTo(generation);
            }
            assertThat(operator.tenon("doctor").done().out()).contains("degraded", "changed nothing", "is a fragment");
            assertThat(operator.tenon("plugin", "list").done().out()).doesNotContain("teapot");
            assertThat(operator.home().resolve("cache/rehearsal")).doesNotExist();
            assertThat(files(operator.home().resolve("run"))).noneMatch(file -> file.endsWith(".sock"));
            assertThat(files(operator.home().resolve("store/sha256"))).containsExactlyInAnyOrderElementsOf(stored);

            operator.tenon(
                            "plugin",
                            "install",
                            skill("not at all", 0).write(folder).toString(),
                            "--unsigned")
                    .done();
            askers.goOn(4);
            assertThat(operator.tenon("plugin", "list").done().out())
                    .containsPattern("teapot +1.0.0 +active, unsigned");
            assertThat(operator.tenon("doctor").done().out()).doesNotContain("changed nothing");
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).toList();
        }
    }
}
