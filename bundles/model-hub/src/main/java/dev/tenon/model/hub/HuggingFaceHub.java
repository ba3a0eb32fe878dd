// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import dev.tenon.runtime.ModelHub;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Models of huggingface.co, or of whatever speaks its protocol. */
@Component(configurationPid = HuggingFaceHub.PID)
@Designate(ocd = HuggingFaceHub.Config.class)
public final class HuggingFaceHub implements ModelHub {
    static final String PID = "dev.tenon.model.hub";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** As the store keeps files. */
    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._+ -]{0,127}";

    /** Settings. */
    @ObjectClassDefinition(name = "Model hub")
    @interface Config {
        /** Further hubs. */
        @AttributeDefinition(
                name = "Mirrors [addresses]",
                required = false,
                description =
                        "Hubs that have the same models, asked in this order while the one of HF_ENDPOINT does not"
                                + " answer or fails (https://hub.example.org); none of them is sent the token")
        String[] mirrors() default {};
    }

    private final HubSettings settings;
    private @Nullable HttpClient http;

    /**
     * Asks nothing yet.
     *
     * @param config the settings
     * @throws IllegalArgumentException if a mirror is no address
     */
    @Activate
    public HuggingFaceHub(Config config) {
        this(System.getenv(), Path.of(System.getProperty("user.home")), List.of(config.mirrors()));
    }

    /**
     * A hub of another environment.
     *
     * @param environment as the hub's own client reads it
     * @param userHome where that client keeps what it has if the environment says nothing else
     * @param mirrors addresses of hubs that have the same
     * @throws IllegalArgumentException if a mirror is no address
     */
    public HuggingFaceHub(Map<String, String> environment, Path userHome, List<String> mirrors) {
        this.settings = new HubSettings(environment, userHome, mirrors);
    }

    @Override
    public String scheme() {
        return HubReference.SCHEME;
    }

    @Override
    public Optional<String> reference(URI address) {
        return settings.roots().stream()
                .filter(root -> Addresses.isSameOrigin(root, address))
                .map(root -> root.getPath() == null ? "" : root.getPath())
                .filter(root -> String.valueOf(address.getPath()).startsWith(root + "/"))
                .map(root -> address.getPath().substring(root.length()))
                .flatMap(path -> HubReference.ofPath(path).stream())
                .map(HubReference::toString)
                .findFirst();
    }

    @Override
    public Found find(String reference) {
        Visit visit = visit(reference);
        ModelFiles files = ModelFiles.choose(visit);
        String descriptor = Descriptors.write(visit, files).toString();
        return new Found(listing(visit, files, List.of()), descriptor);
    }

    @Override
    public Listing list(String reference, List<String> companions) {
        Visit visit = visit(reference);
        return listing(visit, ModelFiles.choose(visit), companions);
    }

    private Visit visit(String reference) {
        return new Visit(HubReference.parse(reference), settings, new HubClient(client(), settings, ANSWER));
    }

    /** Made when it is first needed: a start needs none. */
    private synchronized HttpClient client() {
        HttpClient current = http;
        if (current == null) {
            current = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();
            http = current;
        }
        return current;
    }

    private static Listing listing(Visit visit, ModelFiles files, List<String> companions) {
        RepositoryFile model = files.model();
        List<RemoteFile> remote = new ArrayList<>();
        // Inside the model its weights' files are named, it itself nowhere.
        remote.add(visit.remote(model, model.name().matches(NAME) ? model.name() : "model.onnx"));
        List<RepositoryFile> rest = new ArrayList<>(files.data());
        visit.repository().beside(model, Descriptors.TOKENIZER).ifPresent(rest::add);
        for (String companion : companions) {
            Optional<RepositoryFile> found = visit.repository().beside(model, companion);
            rest.add(found.orElseThrow(() -> new ModelRefusedException(
                    Reason.UNKNOWN,
                    "the descriptor names the file " + companion + ", which "
                            + visit.reference().repository() + " has neither beside " + model.path()
                            + " nor in its topmost folder")));
        }
        for (RepositoryFile file : rest.stream().distinct().toList()) {
            if (!file.name().matches(NAME) || file.name().equals("model.json")) {
                throw new ModelRefusedException(
                        Reason.UNSUPPORTED,
                        visit.reference().repository() + " calls a file that the model needs '" + file.name()
                                + "', which cannot be kept beside a model; fetch it by hand and add the file");
            }
            if (remote.stream().anyMatch(other -> other.name().equalsIgnoreCase(file.name()))) {
                throw new ModelRefusedException(
                        Reason.BAD_DESCRIPTOR,
                        file.path() + " and another file of "
                                + visit.reference().repository() + " would both be kept as " + file.name()
                                + "; name each file once in the descriptor");
            }
            remote.add(visit.remote(file, file.name()));
        }
        return new Listing(visit.pinned(model).toString(), remote);
    }
}
