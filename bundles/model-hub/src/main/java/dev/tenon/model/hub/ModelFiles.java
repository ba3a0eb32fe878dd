// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which file of a repository is meant, and what belongs to it by its name.
 *
 * @param model the ONNX file
 * @param data weights beside it, as exporters call them: {@code model.onnx_data}, {@code model.onnx_data_1}, {@code
 *     model.onnx.data}
 * @param isUsual whether it is what the repository's name alone means
 */
record ModelFiles(RepositoryFile model, List<RepositoryFile> data, boolean isUsual) {
    /** Where exporters put the one that is meant if nothing else is said. */
    private static final List<String> USUAL = List.of("onnx/model.onnx", "model.onnx");

    private static final int MOST_NAMED = 8;

    /**
     * Chooses.
     *
     * @throws ModelRefusedException if the repository has none, or several and the reference names none; the message
     *     has a command for each
     */
    static ModelFiles choose(Visit visit) {
        HubReference reference = visit.reference();
        Repository repository = visit.repository();
        List<RepositoryFile> models = repository.files().values().stream()
                .filter(file -> file.path().toLowerCase(Locale.ROOT).endsWith(".onnx"))
                .toList();
        if (models.isEmpty()) {
            throw new ModelRefusedException(
                    Reason.UNSUPPORTED,
                    reference.repository() + " holds no ONNX file; look for one that does at "
                            + visit.settings().endpoint() + "/models?library=onnx&search="
                            + Addresses.part(reference.name()) + ", or export it (optimum-cli export onnx --model "
                            + reference.repository() + " DIR) and add the file");
        }
        Optional<RepositoryFile> usual = models.size() == 1
                ? Optional.of(models.get(0))
                : USUAL.stream()
                        .flatMap(path -> Stream.ofNullable(repository.files().get(path)))
                        .findFirst();
        Optional<RepositoryFile> model = reference.path().isEmpty()
                ? usual
                : Optional.ofNullable(repository.files().get(reference.path()));
        if (model.isEmpty()) {
            throw refusal(reference, models);
        }
        return new ModelFiles(model.get(), data(repository, model.get()), model.equals(usual));
    }

    private static List<RepositoryFile> data(Repository repository, RepositoryFile model) {
        Pattern data = Pattern.compile(Pattern.quote(model.path()) + "[._]data(_\\d+)?");
        return repository.files().values().stream()
                .filter(file -> data.matcher(file.path()).matches())
                .toList();
    }

    private static ModelRefusedException refusal(HubReference reference, List<RepositoryFile> models) {
        String commands = models.stream()
                .limit(MOST_NAMED)
                .map(file -> "tenon model add " + quoted(reference.withPath(file.path())))
                .collect(Collectors.joining(", "));
        String rest = models.size() > MOST_NAMED ? " and " + (models.size() - MOST_NAMED) + " more" : "";
        return new ModelRefusedException(
                Reason.UNKNOWN,
                (reference.path().isEmpty()
                                ? reference.repository() + " holds " + models.size() + " models; name one: "
                                : reference.repository() + " has no file " + reference.path() + " in revision "
                                        + reference.revision() + "; what it has: ")
                        + commands
                        + rest);
    }

    private static String quoted(HubReference reference) {
        String text = reference.toString();
        return text.matches("[A-Za-z0-9:/@._+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** What tells it from the repository's others; empty if it is what the repository's name alone means. */
    String variant() {
        if (isUsual) {
            return "";
        }
        String stem = model.name().substring(0, model.name().length() - ".onnx".length());
        String rest = stem.replaceAll("(?i)^model[_.-]?", "");
        if (!rest.isEmpty()) {
            return rest;
        }
        String folder = model.folder().replaceAll("/$", "");
        return folder.substring(folder.lastIndexOf('/') + 1);
    }
}
