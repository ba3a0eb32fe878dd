// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import java.util.List;
import java.util.stream.Stream;

/**
 * A plugin that no host should run, and what its refusal says.
 *
 * @param jar all of them under one id
 * @param says parts of the reason
 */
record BrokenPlugin(SkillJar jar, String... says) {
    static final String ID = "org.example.teapot";

    /** What a rehearsal is given, in seconds: some of them use it up. */
    static final String REHEARSAL_LIMIT = "6";

    static List<BrokenPlugin> all() {
        return Stream.concat(behaviours().stream(), manifests().stream()).toList();
    }

    /** One for each way in which it can end: the process, its memory, its time, and before it is begun. */
    static List<BrokenPlugin> oneOfEachEnd() {
        return List.of(
                behaviours().get(0),
                behaviours().get(3),
                behaviours().get(7),
                manifests().get(0));
    }

    /** The same plugin, mended. */
    static SkillJar mended() {
        return skill("not at all", 0);
    }

    private static List<BrokenPlugin> behaviours() {
        return List.of(
                new BrokenPlugin(
                        skill("exits in activate", 0),
                        "ended its process while it was giving its service Skill",
                        "exit status 7",
                        "System.exit"),
                new BrokenPlugin(
                        skill("exits in invoke", 0),
                        "ended its process while it was answering its own example 'steep my tea'",
                        "exit status 3"),
                new BrokenPlugin(skill("halts in activate", 0), "ended its process", "exit status 0"),
                new BrokenPlugin(
                        skill("eats the heap", 48),
                        "needs more than the 48 MB of memory that it declares while it was giving its service Skill"),
                new BrokenPlugin(skill("eats the heap", 5), "declares the memory '5'"),
                new BrokenPlugin(
                        skill("throws in its constructor", 0),
                        "the constructor of its component " + ID + " threw IllegalStateException: no tide table"),
                new BrokenPlugin(
                        skill("registers nothing", 0).header("Service-Component", ""),
                        "does not register what it declares: dev.tenon.api.skill.Skill"),
                new BrokenPlugin(
                        skill("hangs in activate", 0),
                        "it was still giving its service Skill",
                        "(it hangs in dev.tenon.it.BrokenSkill.activate)"),
                new BrokenPlugin(skill("deadlocks in activate", 0), "dev.tenon.it.BrokenSkill.deadlock: a deadlock)"),
                new BrokenPlugin(
                        skill("loops in deactivate", 0),
                        "it was still stopping (it hangs in dev.tenon.it.BrokenSkill.deactivate)"));
    }

    private static List<BrokenPlugin> manifests() {
        return List.of(
                new BrokenPlugin(
                        skill("", 0).header("Export-Package", "org.example.tea;version=1,org.example.tea;version=2"),
                        "exports the package org.example.tea twice"),
                new BrokenPlugin(
                        skill("", 0).header("Import-Package", "dev.tenon.api.skill;version=\"[9,10)\""),
                        "requires dev.tenon.api.skill [9.0.0,10.0.0)",
                        "this host offers"),
                new BrokenPlugin(skill("", 0).header("Bundle-SymbolicName", ID + ";singleton:=true"), "is a singleton"),
                new BrokenPlugin(skill("", 0).header("Fragment-Host", "dev.tenon.skill.calc"), "is a fragment"));
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
}
