// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.backend.onnx.OnnxBackend;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Base64;
import org.osgi.framework.BundleContext;

/** The real backend, and small models for it. */
final class OnnxModels {
    /** {@code y = x W}, x of n x 2, W of 2 x 3 holding 1 to 6. */
    static final byte[] MATMUL = decode("CAg6ZwoRCgF4CgFXEgF5IgZNYXRNdWwSAWcqIwgCCAMQAUIBV0oYAACAPwAAAEAAAEBAAACAQAAA"
            + "oEAAAMBAWhQKAXgSDwoNCAESCQoDEgFuCgIIAmIUCgF5Eg8KDQgBEgkKAxIBbgoCCANCBAoAEBE=");

    /** {@code y = x}, x of 1 x 3. */
    static final byte[] IDENTITY = decode("CAg6PwoQCgF4EgF5IghJZGVudGl0eRIBZ1oTCgF4Eg4KDAgBEggKAggBCgIIA2ITCgF5Eg4KDAgB"
            + "EggKAggBCgIIA0IECgAQEQ==");

    /** input_ids, attention_mask, token_type_ids to last_hidden_state of batch x sequence x 4. */
    static final byte[] ENCODER = decode(
            "CAg6/QMKHwoFdGFibGUKCWlucHV0X2lkcxIDYWxsIgZHYXRoZXIKKAoOdG9rZW5fdHlwZV9pZHMSBXR5cGVzIgRDYXN0KgkKAnRv"
                    + "GAGgAQIKHQoFdHlwZXMKA3R3bxIEd2lkZSIJVW5zcXVlZXplCiMKA2FsbAoEd2lkZRIRbGFzdF9oaWRkZW5fc3RhdGUiA0FkZBIG"
                    + "dG9rZW5zKpABCAgIBBABQgV0YWJsZUqAAQAAEEEAABBBAAAQQQAAEEEAAAAAAAAAAAAAAAAAAIA/AAAAAAAAAAAAAAAAAAAAQAAA"
                    + "AAAAAAAAAAAAAAAAAAAAAIA/AAAAAAAAAAAAAAAAAAAAAAAAgD8AAAAAAAAAAAAAAAAAAAAAAACAPwAAAAAAAIC/AACAvwAAgL8A"
                    + "AAAAKhMIARAHQgN0d29KCAIAAAAAAAAAWigKCWlucHV0X2lkcxIbChkIBxIVCgcSBWJhdGNoCgoSCHNlcXVlbmNlWi0KDmF0dGVu"
                    + "dGlvbl9tYXNrEhsKGQgHEhUKBxIFYmF0Y2gKChIIc2VxdWVuY2VaLQoOdG9rZW5fdHlwZV9pZHMSGwoZCAcSFQoHEgViYXRjaAoK"
                    + "EghzZXF1ZW5jZWI0ChFsYXN0X2hpZGRlbl9zdGF0ZRIfCh0IARIZCgcSBWJhdGNoCgoSCHNlcXVlbmNlCgIIBEIECgAQDQ==");

    /** A tokenizer for it. */
    static final String TOKENIZER = """
            {"pre_tokenizer": {"type": "WhitespaceSplit"},
             "model": {"type": "WordLevel", "vocab": {"[UNK]": 1, "red": 4}, "unk_token": "[UNK]"}}
            """;

    /** A descriptor of it. */
    static final String ENCODER_DESCRIPTOR = """
            {"id": "words", "name": "Words", "task": "embedding", "format": "onnx", "license": "CC0-1.0",
             "text": {"tokenizer": "tokenizer.json", "pooling": "mean", "maxTokens": 64, "prefix": "query: "}}
            """;

    /** A descriptor without what the file says itself. */
    static final String DESCRIPTOR = """
            {"id": "triple", "name": "Triple", "task": "tabular", "format": "onnx", "license": "CC0-1.0"}
            """;

    static final OnnxBackend BACKEND = new OnnxBackend(withoutProperties(), new Defaults());

    private OnnxModels() {}

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /** A context that knows no property: natives then go to the temporary folder. */
    private static BundleContext withoutProperties() {
        return (BundleContext) Proxy.newProxyInstance(
                OnnxModels.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> null);
    }

    @SuppressWarnings("BadAnnotationImplementation")
    private static final class Defaults implements OnnxBackend.Config {
        @Override
        public int threads() {
            return 0;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return OnnxBackend.Config.class;
        }
    }
}
