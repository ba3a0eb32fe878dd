// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.embed;

import dev.tenon.api.lifecycle.TenonPlugin;
import org.osgi.annotation.bundle.Capability;

/** Says that this bundle brings the model in {@code models/tenon-embed} along; nothing here runs. */
@TenonPlugin(
        id = "dev.tenon.model.embed",
        name = "Sentence encoder",
        summary = "Tells what a sentence means, in English and Chinese: a small model on this machine.",
        categories = "model",
        docs = "about.md")
@Capability(
        namespace = "tenon.model",
        attribute = {"tenon.model=tenon-embed", "task=embedding", "format=onnx"},
        effective = "tenon")
public final class SentenceEncoder {
    private SentenceEncoder() {}
}
