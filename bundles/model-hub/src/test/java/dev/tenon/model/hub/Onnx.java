// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import dev.tenon.backend.onnx.OnnxBackend;
import java.io.ByteArrayOutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Base64;
import org.osgi.framework.BundleContext;

/** The real backend, and small models for it. */
final class Onnx {
    /** {@code y = x W}, x of n x 2, W of 2 x 3 holding 1 to 6. */
    static final byte[] MATMUL = decode("CAg6ZwoRCgF4CgFXEgF5IgZNYXRNdWwSAWcqIwgCCAMQAUIBV0oYAACAPwAAAEAAAEBAAACAQAAA"
            + "oEAAAMBAWhQKAXgSDwoNCAESCQoDEgFuCgIIAmIUCgF5Eg8KDQgBEgkKAxIBbgoCCANCBAoAEBE=");

    /** The same with W in {@code model.onnx_data}, 24 bytes. */
    static final byte[] OUTSIDE = decode(
            "CAgSADp6ChEKAXgKAVcSAXkiBk1hdE11bBIBZyo2CAIIAxABQgFXahsKCGxvY2F0aW9uEg9tb2RlbC5vbm5"
                    + "4X2RhdGFqDAoGbGVuZ3RoEgIyNHABWhQKAXgSDwoNCAESCQoDEgFuCgIIAmIUCgF5Eg8KDQgBEgkKAxIBbgoCCANCBAoAEBE=");

    /** pixel_values of n x 3 x 4 x 4 to logits of n x 3: the mean of each channel. */
    static final byte[] MEANS = decode(
            "CAgSADqDAQokCgxwaXhlbF92YWx1ZXMSAWEiEUdsb2JhbEF2ZXJhZ2VQb29sChQKAWESBmxvZ2l0cyIHRmxhd"
                    + "HRlbhIBZ1onCgxwaXhlbF92YWx1ZXMSFwoVCAESEQoDEgFuCgIIAwoCCAQKAggEYhkKBmxvZ2l0cxIPCg0IARIJCgMSAW4KAggDQgQKABAR");

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

    static final OnnxBackend BACKEND = new OnnxBackend(withoutProperties(), new Defaults());

    private Onnx() {}

    /** A model with a comment of so many zeros (ModelProto.doc_string): large enough to be cut in its middle. */
    static byte[] padded(byte[] model, int zeros) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(model);
        out.write(6 << 3 | 2);
        for (int left = zeros; ; left >>>= 7) {
            if (left < 0x80) {
                out.write(left);
                break;
            }
            out.write(left & 0x7f | 0x80);
        }
        out.writeBytes(new byte[zeros]);
        return out.toByteArray();
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /** A context that knows no property: natives then go to the temporary folder. */
    private static BundleContext withoutProperties() {
        return (BundleContext) Proxy.newProxyInstance(
                Onnx.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> null);
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
