// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.TaskFailedException;
import dev.tenon.runtime.VariantMaker;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Verdict;
import java.util.List;
import java.util.function.Consumer;

/** Makes reports: w8a8 passes, w4a8 does not, w8 needs more memory than there is. */
final class FakeVariants implements VariantMaker {
    static VariantReport report(String scheme, Verdict verdict) {
        return new VariantReport(
                "mnist",
                "cd".repeat(32),
                "ef".repeat(32),
                scheme,
                new VariantReport.Device("cpu", List.of("avx2")),
                "dev.tenon.quantizer.onnx 1.0.0",
                verdict,
                "it keeps 99.5 % of the original's accuracy",
                new VariantReport.Quality("accuracy", "digits.npz", 772, 0.98, 0.975, 0.995, 0.99, 0.98, 0.99),
                new VariantReport.Size(26_454, 11_000),
                new VariantReport.Speed(0.2, 0.1),
                new VariantReport.Recipe("MIN_MAX", "01".repeat(32), 128, 1, 0, 0.4),
                List.of(new VariantReport.Layer("conv", "Conv", scheme, 200, "")),
                List.of(),
                "2026-01-01T00:00:00Z");
    }

    @Override
    public VariantReport make(Order order, Consumer<String> notes) {
        notes.accept("reading the model");
        return switch (order.scheme()) {
            case "w8" ->
                throw new TaskFailedException(
                        TaskFailedException.Reason.OUT_OF_MEMORY, "the quantization of mnist needs more than 16 MB");
            case "w3" ->
                throw new ModelRefusedException(ModelRefusedException.Reason.BAD_DESCRIPTOR, "there is no scheme 'w3'");
            default -> report(order.scheme(), order.scheme().equals("w4a8") ? Verdict.FAILED : Verdict.PASSED);
        };
    }
}
