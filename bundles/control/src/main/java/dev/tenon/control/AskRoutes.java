// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.api.platform.Answer;
import dev.tenon.api.platform.Answers;
import dev.tenon.api.skill.Attachment;
import dev.tenon.api.skill.Utterance;
import dev.tenon.runtime.Offers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** Requests to the assistant. */
record AskRoutes(Services services, ExecutorService workers) {
    private static final int MAX_ATTACHMENTS = 8;

    /** A plugin that could answer. */
    record Suggestion(String id, String shortName, String name) {}

    void addTo(Routes routes) {
        routes.post("ask", this::ask);
    }

    private void ask(Exchange exchange) throws IOException {
        Utterance utterance = utterance(exchange.body("text", "language", "attachments"));
        Answers answers = services.need(Answers.class, "assistant");
        if (exchange.wants("text/event-stream")) {
            new AnswerStream(exchange.response(), workers).run(answers, utterance, this::wire);
        } else {
            exchange.send(200, wire(answers.ask(utterance)));
        }
    }

    private static Utterance utterance(Fields body) {
        String text = body.longText("text", "");
        if (text.length() > Utterance.MAX_LENGTH) {
            throw Fields.bad(
                    "a request has at most " + Utterance.MAX_LENGTH + " characters, this one " + text.length());
        }
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode item : body.objects("attachments", MAX_ATTACHMENTS)) {
            attachments.add(attachment(new Fields(item, "mediaType", "base64")));
        }
        if (text.isBlank() && attachments.isEmpty()) {
            throw Fields.bad("the request is empty: send the field 'text', or an attachment");
        }
        return new Utterance(text, language(body.text("language", "")), attachments);
    }

    private static Attachment attachment(Fields item) {
        String mediaType = item.text("mediaType").toLowerCase(Locale.ROOT);
        if (!mediaType.matches("[a-z]+/[a-z0-9.+-]{1,100}")) {
            throw Fields.bad("an attachment's mediaType is one such as image/jpeg");
        }
        byte[] content;
        try {
            content = Base64.getDecoder().decode(item.longText("base64", ""));
        } catch (IllegalArgumentException e) {
            throw Fields.bad("an attachment's base64 is not valid");
        }
        if (content.length == 0) {
            throw Fields.bad("an attachment is empty: send its bytes in the field 'base64'");
        }
        return new Attachment(mediaType, ByteBuffer.wrap(content));
    }

    private static Locale language(String tag) {
        if (tag.isEmpty()) {
            return Locale.ROOT;
        }
        try {
            return new Locale.Builder().setLanguageTag(tag).build();
        } catch (IllformedLocaleException e) {
            throw Fields.bad("the field 'language' is no language tag such as en or zh-CN");
        }
    }

    private Map<String, Object> wire(Answer answer) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("answered", answer.outcome() == Answer.Outcome.ANSWERED);
        wire.put("outcome", answer.outcome());
        wire.put("text", answer.text());
        wire.put("value", answer.value());
        answer.answeredBy().ifPresent(by -> wire.put("answeredBy", by));
        wire.put("suggest", answer.suggestions().stream().map(this::suggestion).toList());
        wire.put("traceId", answer.traceId());
        return wire;
    }

    private Suggestion suggestion(String id) {
        return services.find(Offers.class).stream()
                .flatMap(offers -> offers.offers().stream())
                .filter(offer -> offer.pluginId().equals(id))
                .findFirst()
                .map(offer -> new Suggestion(id, offer.shortName(), offer.pluginName()))
                .orElse(new Suggestion(id, id, id));
    }
}
