// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code hf:ORG/NAME[@REVISION][/path/in/repository.onnx]}.
 *
 * @param repository {@code ORG/NAME}
 * @param revision a branch, a tag, a commit, or {@code refs/pr/N}; {@code main} if none was named
 * @param path of the model's file; empty if none was named
 */
record HubReference(String repository, String revision, String path) {
    static final String SCHEME = "hf";

    /** Hubs name repositories so that they can be part of a path, of a file's name and of an address. */
    private static final String WORD = "[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?";

    private static final Pattern FORM = Pattern.compile(SCHEME + ":(" + WORD + "/" + WORD + ")"
            + "(?:@(refs/(?:pr|convert)/[A-Za-z0-9_-]+|[A-Za-z0-9_][A-Za-z0-9_.+-]*))?(?:/(.+))?");

    private static final Pattern PAGE = Pattern.compile(
            "/([^/]+/[^/]+)(?:/(?:tree|blob|resolve|raw)/(refs/[^/]+/[^/]+|[^/]+)(?:/(.+\\.onnx))?)?/?");

    /**
     * Reads a reference.
     *
     * @throws ModelRefusedException if it is ill-formed
     */
    static HubReference parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(1).contains("--") || form.group(1).contains("..")) {
            throw refusal(text, "it has no repository ORG/NAME as hubs name them");
        }
        String path = form.group(3) == null ? "" : form.group(3);
        if (!path.isEmpty() && !isPath(path)) {
            throw refusal(text, "'" + path + "' is no path in a repository");
        }
        if (!path.isEmpty() && !path.toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            throw refusal(text, "'" + path + "' is no ONNX file (.onnx)");
        }
        return new HubReference(form.group(1), form.group(2) == null ? "main" : form.group(2), path);
    }

    /**
     * Reads the path of a page or a file: {@code /ORG/NAME}, {@code /ORG/NAME/tree/REVISION}, {@code
     * /ORG/NAME/resolve/REVISION/path.onnx} and the like.
     *
     * @param path decoded, after the hub's own
     * @return empty if it is another page
     */
    static Optional<HubReference> ofPath(String path) {
        Matcher page = PAGE.matcher(path);
        if (!page.matches()) {
            return Optional.empty();
        }
        String revision = page.group(2) == null ? "" : "@" + page.group(2);
        String file = page.group(3) == null ? "" : "/" + page.group(3);
        return FORM.matcher(SCHEME + ":" + page.group(1) + revision + file).matches()
                ? Optional.of(parse(SCHEME + ":" + page.group(1) + revision + file))
                : Optional.empty();
    }

    /** Says whether a path stays in its repository and means the same on every file system. */
    static boolean isPath(String path) {
        return path.length() <= 1024
                && path.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '\\')
                && path.equals(path.strip())
                && Arrays.stream(path.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    private static ModelRefusedException refusal(String text, String why) {
        return new ModelRefusedException(
                Reason.UNKNOWN,
                "'" + text.replaceAll("\\p{Cntrl}", "?") + "' names no model of a hub: " + why
                        + "; for instance hf:ORG/NAME, hf:ORG/NAME@REVISION or hf:ORG/NAME/onnx/model.onnx");
    }

    /** The same repository and revision, and another file. */
    HubReference withPath(String other) {
        return new HubReference(repository, revision, other);
    }

    /** What comes after the organisation. */
    String name() {
        return repository.substring(repository.indexOf('/') + 1);
    }

    /** As an operator writes it. */
    @Override
    public String toString() {
        return SCHEME + ":" + repository + (revision.equals("main") ? "" : "@" + revision)
                + (path.isEmpty() ? "" : "/" + path);
    }
}
