// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code tenon console}: a way into the web console. */
@Command(
        name = "console",
        description = "Print a link that signs you in to the web console.",
        footerHeading = "%n",
        footer = "The link works once and for two minutes. It opens the console of this machine only.")
final class ConsoleCommand implements Callable<Integer> {
    @ParentCommand
    private Tenon tenon;

    @Override
    public Integer call() {
        HostClient host = tenon.host();
        String code = host.post("session/code", Home.MAPPER.createObjectNode())
                .path("code")
                .asText();
        if (code.isEmpty()) {
            throw new Failure("no-answer", "the host gave no sign-in code; look at ./tenon logs");
        }
        String link = host.url() + "/console/#code=" + HostClient.encode(code);
        JsonNode document = Home.MAPPER.createObjectNode().put("url", link);
        return tenon.show(document, () -> List.of(link));
    }
}
