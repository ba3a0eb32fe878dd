// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AskCommandTest extends CommandTest {
    private static final String ASK = "POST /admin/v1/ask";
    private static final String ANSWERED = "{\"answered\":true,\"outcome\":\"answered\",\"text\":\"42\",\"value\":{},"
            + "\"answeredBy\":\"dev.tenon.skill.calc/calc\",\"suggest\":[],\"traceId\":\"t1\"}";
    private static final String NOBODY = "{\"answered\":false,\"outcome\":\"nobody\",\"text\":\"Nothing installed can"
            + " answer this.\",\"suggest\":[{\"id\":\"dev.tenon.skill.units\",\"shortName\":\"skill-units\",\"name\":\"Units\"}]}";

    @Test
    void printsTheAnswerAndNothingElse() {
        host().on(ASK, ANSWERED);
        Result result = run("ask", "what is 17.5 % of 240?").exits(0);
        assertThat(result.out()).isEqualTo("42\n");
        assertThat(result.err()).isEmpty();
        assertThat(server.last().authorization()).isEqualTo("Bearer " + TOKEN);
        assertThat(server.last().body())
                .isEqualTo("{\"text\":\"what is 17.5 % of 240?\",\"language\":\"\",\"attachments\":[]}");
    }

    @Test
    void printsTheHostsDocumentWithJson() {
        host().on(ASK, ANSWERED);
        assertThat(run("ask", "--json", "x").exits(0).json().path("answeredBy").asText())
                .isEqualTo("dev.tenon.skill.calc/calc");
    }

    @Test
    void namesThePluginThatCouldAnswer() {
        host().on(ASK, NOBODY);
        run("ask", "how many miles is 42.195 km?")
                .fails("Nothing installed can answer this.", "./tenon plugin install skill-units");
    }

    @Test
    void saysUnansweredInJson() {
        host().on(ASK, NOBODY);
        Result result = run("ask", "x", "--json").exits(1);
        assertThat(result.json().path("answered")).hasToString("false");
        assertThat(result.json().at("/suggest/0/shortName").asText()).isEqualTo("skill-units");
        assertThat(result.err()).hasLineCount(1);
    }

    @Test
    void refusedRequestFailsWithItsSentence() {
        host().on(
                        ASK,
                        "{\"answered\":false,\"outcome\":\"refused\",\"text\":\"One cannot divide by zero.\",\"suggest\":[]}");
        run("ask", "1/0").fails("One cannot divide by zero.");
    }

    @Test
    void carriesAPictureAndALanguage() throws IOException {
        host().on(ASK, ANSWERED);
        Path picture = write("a.JPG", "pixels");
        run("ask", "--lang", "zh-CN", "--image", picture.toString(), "这", "是什么?")
                .exits(0);
        JsonNode request = Home.MAPPER.readTree(server.last().body());
        assertThat(request.path("text").asText()).isEqualTo("这 是什么?");
        assertThat(request.path("language").asText()).isEqualTo("zh-CN");
        assertThat(request.at("/attachments/0/mediaType").asText()).isEqualTo("image/jpeg");
        assertThat(Base64.getDecoder()
                        .decode(request.at("/attachments/0/base64").asText()))
                .isEqualTo("pixels".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void refusesAPictureThatIsNotThereOrNone() {
        host();
        run("ask", "--image", home.resolve("b.png").toString(), "x").fails("there is no file", "b.png");
        run("ask", "--image", write("c.txt", "").toString(), "x").fails("no ending of a picture");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void refusesEmptyRequestsAndStrangeLanguagesAsWrongUse() {
        host();
        run("ask", "  ").exits(2);
        run("ask").exits(2);
        run("ask", "--lang", "!", "x").exits(2);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void keepsEscapeSequencesFromTheTerminal() {
        host().on(ASK, ANSWERED.replace("\"42\"", "\"\\u001b[2J\\u202ea\\nb\""));
        assertThat(run("ask", "x").exits(0).out()).isEqualTo("[2Ja\nb\n");
    }
}
