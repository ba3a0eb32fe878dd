// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import ai.onnxruntime.OrtException;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words why a file is no model that ONNX Runtime can run. */
final class ModelFile {
    private static final String LFS = "version https://git-lfs.github.com/spec/";
    private static final Pattern UNKNOWN_OPERATOR = Pattern.compile("(\\S+:\\S+?)\\(-?\\d+\\) is not a registered");

    private ModelFile() {}

    /**
     * Looks at the beginning of a file, so that what is plainly something else is called by its name.
     *
     * @param file what is to be opened
     * @throws BackendException if it is no readable file, or begins like something that is not ONNX
     */
    static void check(Path file) throws BackendException {
        if (!Files.isRegularFile(file)) {
            throw refusal(file, "there is no such file");
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(256);
        } catch (IOException e) {
            throw new BackendException(Reason.UNSUPPORTED_MODEL, file + ": the file cannot be read", e);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (head.length == 0) {
            throw refusal(file, "the file is empty");
        }
        if (text.startsWith(LFS)) {
            throw refusal(
                    file,
                    "this is a Git LFS pointer, not the model: fetch the model itself ('git lfs pull', or its"
                            + " download address)");
        }
        if (text.startsWith("GGUF")) {
            throw refusal(file, "this is a GGUF file; this backend runs ONNX");
        }
    }

    /**
     * Puts what ONNX Runtime said into plain words.
     *
     * @param file what was to be opened
     * @param cause what ONNX Runtime said
     * @return the refusal
     */
    static BackendException refusal(Path file, OrtException cause) {
        String said = String.valueOf(cause.getMessage());
        if (said.contains("bad_alloc") || said.contains("Failed to allocate memory")) {
            return new BackendException(
                    Reason.OUT_OF_MEMORY, file + ": there is not enough memory to load the model", cause);
        }
        Matcher operator = UNKNOWN_OPERATOR.matcher(said);
        String why =
                switch (cause.getCode()) {
                    case ORT_INVALID_PROTOBUF -> "this is no ONNX model, or the file is damaged";
                    default ->
                        operator.find()
                                ? "the model needs the operator " + operator.group(1)
                                        + ", which ONNX Runtime does not have"
                                : "ONNX Runtime refuses the model: " + detail(said, file);
                };
        return new BackendException(Reason.UNSUPPORTED_MODEL, file + ": " + why, cause);
    }

    /**
     * Makes a refusal.
     *
     * @param file what was to be opened
     * @param why the rest of the sentence
     * @return the refusal
     */
    static BackendException refusal(Path file, String why) {
        return new BackendException(Reason.UNSUPPORTED_MODEL, file + ": " + why);
    }

    /** ONNX Runtime's own words on one line, without what the reader knows already. */
    static String detail(String said, Path file) {
        String rest = said.replaceFirst("^Error code - \\S+ - message: ", "")
                .replace("Load model from " + file + " failed:", "")
                .replaceAll("\\s+", " ")
                .strip();
        return rest.length() > 300 ? rest.substring(0, 300) + "…" : rest;
    }
}
