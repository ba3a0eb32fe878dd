// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.catalog.format.Release;
import dev.tenon.verifier.Finding;
import dev.tenon.verifier.ReleaseVerifier;
import dev.tenon.verifier.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tenon plugin verify}: the marketplace's verdict before publishing. */
@Command(
        name = "verify",
        description = "Check a jar as the marketplace would, before publishing it.",
        footerHeading = "%nExample:%n",
        footer = "  tenon plugin verify target/my-skill-1.0.0.jar")
final class PluginVerifyCommand implements Callable<Integer> {
    @ParentCommand
    private PluginCommands plugins;

    @Parameters(paramLabel = "FILE", description = "the plugin's jar")
    private Path file;

    @Override
    public Integer call() {
        Tenon tenon = plugins.tenon();
        Verdict verdict = verify();
        ObjectNode document = Home.MAPPER
                .createObjectNode()
                .put("file", file.toAbsolutePath().normalize().toString())
                .put("passed", verdict.passed());
        ArrayNode findings = document.putArray("findings");
        for (Finding finding : verdict.findings()) {
            findings.addObject()
                    .put("code", finding.code())
                    .put("message", finding.message())
                    .put("mend", finding.mend());
        }
        if (!verdict.passed()) {
            if (!tenon.json()) {
                verdict.findings()
                        .forEach(finding ->
                                tenon.shell().out().println(Text.line(finding.code() + ": " + finding.line())));
            }
            int count = verdict.findings().size();
            String reasons = count == 1 ? "1 reason" : count + " reasons";
            throw new Failure("refused", file + " would be refused, for " + reasons, document);
        }
        Release release = verdict.release().orElseThrow();
        document.put("id", release.id()).put("version", release.version()).put("sha256", release.sha256());
        return tenon.show(
                document, () -> List.of(Text.line(release.id() + " " + release.version() + " passes every check")));
    }

    private Verdict verify() {
        if (!Files.isRegularFile(file)) {
            throw new Failure("no-file", "there is no file " + file);
        }
        try {
            return new ReleaseVerifier().verify(file);
        } catch (IOException e) {
            throw new Failure("unreadable", file + " cannot be read: " + Home.reason(e), e);
        }
    }
}
