// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.runtime.ModelHub.Address;
import dev.tenon.runtime.ModelHub.Found;
import dev.tenon.runtime.ModelHub.RemoteFile;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HuggingFaceHubTest {
    private static final byte[] MODEL = HubServer.bytes("a model");

    @TempDir
    private Path home;

    private final Map<String, String> environment = new TreeMap<>();
    private HubServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new HubServer();
        environment.put("HF_ENDPOINT", server.endpoint() + "/");
        environment.put("HF_HOME", home.toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Found find(String reference) {
        return new HuggingFaceHub(environment, home, List.of()).find(reference);
    }

    private ModelRefusedException refused(String reference) {
        ModelRefusedException refusal = catchThrowableOfType(ModelRefusedException.class, () -> find(reference));
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.getMessage()).doesNotContain("\n");
        return refusal;
    }

    private void add(String... paths) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String path : paths) {
            files.put(path, MODEL);
        }
        server.add("acme/vision", files).put("pipeline_tag", "image-classification");
    }

    private static List<String> names(Found found) {
        return found.listing().files().stream().map(RemoteFile::name).toList();
    }

    @Test
    void findsTheUsualFileAndPinsTheCommit() {
        add("onnx/model.onnx", "onnx/model_int8.onnx", "onnx/model.onnx_data", "onnx/model.onnx_data_1");
        Found found = find("hf:acme/vision@v1");
        assertThat(found.listing().reference()).isEqualTo("hf:acme/vision@" + HubServer.COMMIT + "/onnx/model.onnx");
        assertThat(names(found)).containsExactly("model.onnx", "model.onnx_data", "model.onnx_data_1");
        RemoteFile model = found.listing().files().get(0);
        assertThat(model.sha256()).contains(HubServer.digest("SHA-256", MODEL));
        assertThat(model.bytes()).isEqualTo(MODEL.length);
        assertThat(model.addresses())
                .extracting(Address::toString)
                .containsExactly(server.endpoint() + "/acme/vision/resolve/" + HubServer.COMMIT + "/onnx/model.onnx");
        assertThat(server.requests.get(0)).isEqualTo("GET /api/models/acme/vision/revision/v1");
    }

    @Test
    void namesAVariantByItsFile() throws IOException {
        add("onnx/model.onnx", "onnx/model_int8.onnx");
        Found found = find("hf:acme/vision/onnx/model_int8.onnx");
        assertThat(names(found)).containsExactly("model_int8.onnx");
        JsonNode descriptor = Visit.MAPPER.readTree(found.descriptor());
        assertThat(descriptor.path("id").asText()).isEqualTo("vision-int8");
        assertThat(descriptor.path("name").asText()).isEqualTo("acme/vision (int8)");
        assertThat(Visit.MAPPER
                        .readTree(find("hf:acme/vision/onnx/model.onnx").descriptor())
                        .path("id")
                        .asText())
                .isEqualTo("vision");
    }

    @Test
    void hasACommandForEachModelOfSeveral() {
        add("large.onnx", "small one.onnx");
        ModelRefusedException refusal = refused("hf:acme/vision");
        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN);
        assertThat(refusal)
                .hasMessage("acme/vision holds 2 models; name one: tenon model add hf:acme/vision/large.onnx, tenon"
                        + " model add 'hf:acme/vision/small one.onnx'");
        assertThat(names(find("hf:acme/vision/small one.onnx"))).containsExactly("small one.onnx");
        assertThat(refused("hf:acme/vision/tiny.onnx"))
                .hasMessageContaining(
                        "acme/vision has no file tiny.onnx in revision main; what it has: tenon model add");
    }

    @Test
    void saysWhatToDoWithoutAnyOnnxFile() {
        add("model.safetensors");
        assertThat(refused("hf:acme/vision"))
                .hasMessageContaining("acme/vision holds no ONNX file")
                .hasMessageContaining("/models?library=onnx&search=vision")
                .hasMessageContaining("optimum-cli export onnx --model acme/vision DIR");
    }

    @Test
    void saysWhatIsNotThere() {
        add("model.onnx");
        assertThat(refused("hf:acme/nothing"))
                .hasMessageContaining("there is no repository acme/nothing at " + server.endpoint())
                .hasMessageContaining("for a private one set HF_TOKEN where Tenon starts, or write a token into "
                        + home.resolve("token"));
        assertThat(refused("hf:acme/vision@v9"))
                .hasMessageContaining("acme/vision has no revision 'v9'")
                .extracting(ModelRefusedException::reason)
                .isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void saysHowToGetPastAGate() throws IOException {
        add("model.onnx");
        server.gates = Map.of("acme/vision", "hf_good");
        assertThat(refused("hf:acme/vision"))
                .hasMessage("acme/vision is gated: accept its terms at " + server.endpoint()
                        + "/acme/vision, then set HF_TOKEN where Tenon starts, or write a token into "
                        + home.resolve("token") + ", and say this again");
        Files.writeString(home.resolve("token"), "hf_other\n");
        assertThat(refused("hf:acme/vision"))
                .hasMessageContaining("accept its terms at " + server.endpoint() + "/acme/vision with the account of");
        Files.writeString(home.resolve("token"), "hf_good\n");
        assertThat(names(find("hf:acme/vision"))).containsExactly("model.onnx");
        assertThat(find("hf:acme/vision").toString()).doesNotContain("hf_good");
    }

    @Test
    void saysHowLongToWait() {
        server.status = 429;
        server.headers = Map.of("Retry-After", "17");
        assertThat(refused("hf:acme/vision"))
                .hasMessage(server.endpoint()
                        + " has had too many requests from here; try again after 17 seconds, or with a token, which is"
                        + " granted more");
        server.status = 401;
        server.headers = Map.of("X-Error-Message", "Invalid credentials in Authorization header");
        environment.put("HF_TOKEN", "hf_old");
        assertThat(refused("hf:acme/vision"))
                .hasMessageContaining("does not know the token of HF_TOKEN")
                .hasMessageContaining("make another at " + server.endpoint() + "/settings/tokens");
        server.status = 500;
        assertThat(refused("hf:acme/vision")).hasMessageContaining("answers with status 500, and ");
    }

    @Test
    void sendsNothingThatIsNoToken() {
        add("model.onnx");
        environment.put("HF_TOKEN", "hf one");
        assertThat(refused("hf:acme/vision"))
                .hasMessageContaining("is no token")
                .message()
                .doesNotContain("hf one");
        assertThat(server.requests).isEmpty();
        environment.remove("HF_TOKEN");
        environment.put("HF_ENDPOINT", "http://hub.example.org");
        assertThat(refused("hf:acme/vision").reason()).isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void trustsNoPathThatLeadsOut() {
        add("model.onnx", "../../etc/passwd");
        ModelRefusedException refusal = refused("hf:acme/vision");
        assertThat(refusal.reason()).isEqualTo(Reason.UNTRUSTED);
        assertThat(refusal).hasMessageContaining("'../../etc/passwd' is no path in a repository");
    }

    @Test
    void takesNoOtherServersAnswerForAHubs() {
        server.status = 200;
        assertThat(refused("hf:acme/vision"))
                .hasMessageContaining("is no list of a model's files; check HF_ENDPOINT and the mirrors");
    }

    @Test
    void looksForACompanionBesideTheModelFirst() {
        add("onnx/model.onnx", "onnx/names.txt", "names.txt", "vocab.txt");
        HuggingFaceHub hub = new HuggingFaceHub(environment, home, List.of());
        assertThat(hub.list("hf:acme/vision", List.of("names.txt", "vocab.txt")).files())
                .extracting(file -> file.addresses().get(0).url().getPath().replaceAll(".*" + HubServer.COMMIT, ""))
                .containsExactly("/onnx/model.onnx", "/onnx/names.txt", "/vocab.txt");
    }

    @Test
    void refusesAMirrorThatIsNoAddress() {
        assertThatThrownBy(() -> new HuggingFaceHub(environment, home, List.of("hub.example.org")))
                .hasMessageContaining("mirrors: 'hub.example.org' is not an https address");
        assertThatThrownBy(() -> new HuggingFaceHub(environment, home, List.of("http://hub.example.org")))
                .hasMessageContaining("mirrors: ");
        assertThat(new HuggingFaceHub(environment, home, List.of("https://hub.example.org/", "")).scheme())
                .isEqualTo("hf");
    }
}
