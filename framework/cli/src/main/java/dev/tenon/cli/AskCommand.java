// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenon ask}: one request to the assistant. */
@Command(
        name = "ask",
        description = "Ask the assistant something.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tenon ask \"what is 17.5 %% of 240?\"",
            "  tenon ask --lang zh 东京现在几点",
            "  tenon ask --image goldfish.jpg \"what is in this picture?\"",
            "",
            "If nothing installed can answer, the exit status is 1, and plugins that could are named."
        })
final class AskCommand implements Callable<Integer> {
    /** A model may have to be loaded first. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final long MAX_IMAGE_BYTES = 32L << 20;
    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "bmp", "image/bmp",
            "webp", "image/webp");

    @ParentCommand
    private Tenon tenon;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "what you want to know; several words are joined")
    private List<String> words;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "a picture that the request is about (png, jpg, gif, bmp, webp); may be repeated")
    private List<Path> images;

    @Option(
            names = "--lang",
            paramLabel = "TAG",
            defaultValue = "",
            description = "language of the answer, as en or zh-CN (default: that of the request)")
    private String language;

    @Override
    public Integer call() {
        String text = String.join(" ", words).strip();
        if (text.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "the request is empty");
        }
        if (!language.isEmpty() && Locale.forLanguageTag(language).getLanguage().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "'" + language + "' is no language tag (en, zh-CN)");
        }
        ObjectNode request = Home.MAPPER.createObjectNode().put("text", text).put("language", language);
        ArrayNode attachments = request.putArray("attachments");
        if (images != null) {
            images.forEach(image -> attach(attachments, image));
        }
        JsonNode answer = tenon.host().post("ask", request, PATIENCE);
        if (!answer.path("answered").isBoolean()) {
            throw new Failure("no-answer", "the host's reply is no answer; look at ./tenon logs");
        }
        if (!answer.path("answered").asBoolean()) {
            throw new Failure(answer.path("outcome").asText("nobody"), sentence(answer), answer);
        }
        return tenon.show(answer, () -> List.of(Text.block(answer.path("text").asText())));
    }

    private static String sentence(JsonNode answer) {
        String text = answer.path("text").asText("nothing installed can answer this");
        String plugin = answer.path("suggest").path(0).path("shortName").asText();
        if (plugin.isEmpty() || text.contains("plugin install")) {
            return text;
        }
        return text + " (./tenon plugin install " + plugin + ")";
    }

    private static void attach(ArrayNode attachments, Path image) {
        String name = image.getFileName().toString().toLowerCase(Locale.ROOT);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new Failure("bad-image", image + " has no ending of a picture (png, jpg, gif, bmp, webp)");
        }
        try {
            if (!Files.isRegularFile(image)) {
                throw new Failure("no-file", "there is no file " + image);
            }
            if (Files.size(image) > MAX_IMAGE_BYTES) {
                throw new Failure("too-large", image + " is larger than " + Text.bytes(MAX_IMAGE_BYTES));
            }
            String base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(image));
            attachments.addObject().put("mediaType", type).put("base64", base64);
        } catch (IOException e) {
            throw new Failure("unreadable", image + " cannot be read: " + Home.reason(e), e);
        }
    }
}
