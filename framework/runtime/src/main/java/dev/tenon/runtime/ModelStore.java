// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.platform.Models;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps models in {@code <home>/models/}, each verified, and their smaller variants in {@code <home>/variants/}, and
 * knows the model catalogue. Adds to {@link Models} what plugins may not do. Where a variant is in use, {@link Models}
 * gives it in the place of its original: same descriptor, the variant's file, digest and size. Registered as both.
 * Thread-safe.
 */
@ProviderType
public interface ModelStore extends Models {
    /**
     * An entry of the model catalogue.
     *
     * @param id as {@link #add} takes it
     * @param name for people
     * @param task what the model does
     * @param license SPDX expression or phrase
     * @param bytes size of the download
     * @param installed whether it is here
     */
    record Entry(String id, String name, String task, String license, long bytes, boolean installed) {}

    /**
     * A plugin that was made of a model.
     *
     * @param id of the plugin
     * @param version of the plugin
     * @param file its jar
     */
    record Packed(String id, String version, Path file) {}

    /** The name that stands for the model as it was added among the names of its variants. */
    String ORIGINAL = "original";

    /**
     * A variant of a model that is kept.
     *
     * @param name {@code <scheme>-<kind of device>} ({@code w8a8-cpu})
     * @param report what the gate found out; only one that {@link VariantReport.Verdict#PASSED} can be used
     * @param isUsed whether it stands in the place of its original
     */
    record Variant(String name, VariantReport report, boolean isUsed) {}

    /**
     * Lists the model catalogue.
     *
     * @return sorted by id
     */
    List<Entry> catalogue();

    /**
     * Adds a model. Blocks until its bytes are here, verified and the model was loaded once.
     *
     * @param source a name of the catalogue, a reference of a {@link ModelHub}, an {@code https:} address, or the path
     *     of a file; beside the file (or at the address with {@code .json} in place of {@code .onnx}) lies its
     *     descriptor, unless one is given
     * @param descriptor path of a descriptor, if it is not beside the model
     * @param bytes hears of the download: bytes so far, bytes in all (0 if unknown)
     * @return the model, or what is in use of the variants that were kept for its SHA-256 before
     * @throws ModelRefusedException if the source is unknown, its bytes are not those promised, or no backend runs it;
     *     nothing is left behind but what a later call can resume
     */
    InstalledModel add(String source, Optional<String> descriptor, BiConsumer<Long, Long> bytes);

    /**
     * Removes a model, its files and its variants; these stay if another installed model has the same SHA-256. Blocks
     * until every {@link ModelListener} has let go.
     *
     * @param id its id
     * @throws ModelRefusedException if it is not installed, or its files cannot be deleted
     */
    void remove(String id);

    /**
     * Finds a model as it was added or as its bundle brought it, whichever variant is in use. Returns at once.
     *
     * @param id its id
     * @return never a variant; empty if it is not installed
     */
    Optional<InstalledModel> original(String id);

    /**
     * Says how inputs of a model are made where nobody gives any, as its descriptor does. Reads a small file.
     *
     * @param id of the model
     * @return {@link InputRecipe#NONE} if the model is not installed, or its descriptor says nothing
     */
    InputRecipe recipe(String id);

    /**
     * Lists the variants that are kept for a model: those made of a file with its SHA-256, under whatever id and
     * whenever, also those that did not pass. One whose files are damaged is left out. Returns at once.
     *
     * @param id of the model
     * @return sorted by name, immutable snapshot; empty if the model is not installed
     */
    List<Variant> variants(String id);

    /**
     * Takes over the result of a quantization: {@code report.json} (a {@link VariantReport}) and, if it passed,
     * {@code model.onnx}, perhaps {@code model.onnx.data}, and {@code known-answer.json}; of one that did not pass the
     * report alone is kept. A variant of the same name is replaced; if it was in use, its successor is used if it
     * passed, else the original, and {@link ModelListener}s hear of the old one before its files go. A variant that is
     * new is not put to use. Blocks until the files are verified and forced to the disk and the variant was loaded once.
     *
     * @param id of the model
     * @param result a folder; gone afterwards, untouched if it is refused. Files are linked where the file system can,
     *     else copied; nothing may write to them from now on
     * @return what is kept
     * @throws ModelRefusedException if the model is not installed, the report is ill-formed or of another original, the
     *     file is not the report's, no backend loads it, it asks for or gives something else than the original, or the
     *     disk cannot be read or written; then nothing is changed, save that the original is used from then on where
     *     the disk fails while a variant in use gives way to one that did not pass
     */
    Variant keepVariant(String id, Path result);

    /**
     * Puts a variant in the place of its original, or goes back; also for other installed models with the same SHA-256,
     * and after a restart. Blocks until every {@link ModelListener} has let go of what was used before.
     *
     * @param id of the model
     * @param name of a variant that passed, or {@value #ORIGINAL}
     * @throws ModelRefusedException if the model is not installed, or has no such variant that passed (the message
     *     lists the possible names), or the disk cannot be written; then nothing is changed
     */
    void useVariant(String id, String name);

    /**
     * Makes plugins of a model, for a marketplace: {@code <namespace>.model.<id>}, which asks for any of its variants,
     * and with that name and {@code .original} or {@code .<variant>} one for the original and for each variant that
     * passed. A host that installs the first gets the best of these that fits its machine. Blocks until they are written;
     * the same model and variants give the same bytes.
     *
     * @param id of the model
     * @param namespace of the publisher ({@code org.example})
     * @param version of all of them, three numbers
     * @param folder where to; made if it is not there, files of the same names are replaced
     * @return the plugins, in the order to publish them in
     * @throws ModelRefusedException if the model is not installed, or came as a variant, namespace or version are
     *     ill-formed, or the files cannot be read or written
     */
    List<Packed> pack(String id, String namespace, String version, Path folder);
}
