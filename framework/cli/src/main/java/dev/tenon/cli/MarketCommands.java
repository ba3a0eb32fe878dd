// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenon market …}: publish to a marketplace, keep one, trust one. */
@Command(
        name = "market",
        description = "Publish to a marketplace, run one, trust one.",
        subcommands = MarketPublishCommand.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tenon market token --publisher ada --namespace org.example    (on the keeper's machine)",
            "  tenon market publish target/my-skill-1.0.0.jar",
            "  tenon market key --market https://plugins.example.org",
            "  tenon market trust https://plugins.example.org MCowBQYDK2VwAyEA…"
        })
final class MarketCommands implements Callable<Integer> {
    @ParentCommand
    private Tenon tenon;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Tenon.commandMissing(spec);
    }

    Tenon tenon() {
        return tenon;
    }

    @Command(
            name = "serve",
            description = "Run a marketplace alone, in the foreground; Ctrl-C ends it.",
            footerHeading = "%nExample:%n",
            footer = "  tenon market serve --home /srv/market --port 7080")
    int serve(
            @Option(
                            names = "--port",
                            paramLabel = "N",
                            defaultValue = "7080",
                            description = "its port, 0 for any (default: ${DEFAULT-VALUE})")
                    int port,
            @Option(names = "--samples", paramLabel = "DIR", description = "publish the jars of this folder first")
                    Path samples,
            @Option(
                            names = "--console",
                            paramLabel = "URL",
                            defaultValue = "http://127.0.0.1:7070",
                            description = "where its install button leads (default: ${DEFAULT-VALUE})")
                    String console,
            @Option(
                            names = "--max-upload-bytes",
                            paramLabel = "N",
                            defaultValue = "268435456",
                            description = "the largest jar that it takes (default: ${DEFAULT-VALUE})")
                    long maxUploadBytes) {
        throw new ParameterException(
                spec.commandLine(), "a marketplace is started by the script tenon, not by the command behind it");
    }

    @Command(name = "token", description = "Mint a publisher's token, with the keeper's right of this home.")
    int token(
            @Option(
                            names = "--publisher",
                            paramLabel = "NAME",
                            required = true,
                            description = "whose releases they are: a-z, 0-9 and -")
                    String publisher,
            @Option(
                            names = "--namespace",
                            paramLabel = "PREFIX",
                            required = true,
                            description = "plugin ids that may be published, as org.example; may be repeated")
                    List<String> namespaces,
            @Option(names = "--print", description = "print the token instead of keeping it for publishing from here")
                    boolean print) {
        Home home = tenon.home();
        ObjectNode request = Home.MAPPER.createObjectNode().put("publisher", publisher);
        namespaces.forEach(request.putArray("namespaces")::add);
        String token = MarketClient.kept(home)
                .post("/api/v1/tokens", request)
                .path("token")
                .asText();
        if (token.isEmpty()) {
            throw new Failure("no-answer", "the marketplace gave no token; look at ./tenon logs market");
        }
        if (print) {
            return tenon.show(request.put("token", token), () -> List.of(token));
        }
        home.writePrivately(home.publisherToken(), token + "\n");
        return tenon.show(
                request.put("file", home.publisherToken().toString()),
                () -> List.of("kept in " + home.publisherToken() + "; './tenon market publish' uses it"));
    }

    @Command(name = "key", description = "Print the key that a marketplace signs its index with.")
    int key(
            @Option(
                            names = "--market",
                            paramLabel = "URL",
                            defaultValue = "",
                            description = "which marketplace (default: the one of this home)")
                    String url) {
        MarketClient market = url.isEmpty() ? MarketClient.usual(tenon.home()) : MarketClient.at(url, "");
        String key = market.get("/api/v1/key").path("key").asText();
        ObjectNode document =
                Home.MAPPER.createObjectNode().put("url", market.url()).put("key", checked(key));
        return tenon.show(document, () -> List.of(key));
    }

    @Command(
            name = "trust",
            description = "Let the host of this home believe a marketplace that signs with that key.",
            footerHeading = "%n",
            footer = "Get the key from the marketplace's keeper, not from the marketplace's own address.")
    int trust(
            @Parameters(paramLabel = "URL", description = "the marketplace's address") String url,
            @Parameters(paramLabel = "KEY", description = "its public key, or a file that holds it") String keyOrFile) {
        Home home = tenon.home();
        String address = MarketClient.at(url, "").url();
        String key = checked(keyText(keyOrFile));
        JsonNode before = home.read(home.trustFile()).orElseGet(Home.MAPPER::createObjectNode);
        boolean same = before.path("key").asText().equals(key);
        ObjectNode document = Home.MAPPER
                .createObjectNode()
                .put("url", address)
                .put("key", key)
                .put("sequence", same ? before.path("sequence").asLong() : 0);
        home.writePrivately(home.knownMarket(address), document + "\n");
        home.writePrivately(home.trustFile(), document + "\n");
        return tenon.show(document, () -> List.of("trusted from now on: " + address));
    }

    private static String keyText(String keyOrFile) {
        Path file = Path.of(keyOrFile);
        try {
            return Files.isRegularFile(file) ? Files.readString(file).strip() : keyOrFile;
        } catch (IOException e) {
            throw new Failure("unreadable", file + " cannot be read: " + Home.reason(e), e);
        }
    }

    private static String checked(String key) {
        try {
            return Keys.write(Keys.read(key));
        } catch (FormatException e) {
            throw new Failure("bad-key", "that is no Ed25519 public key (one line of base64, 60 characters)", e);
        }
    }
}
