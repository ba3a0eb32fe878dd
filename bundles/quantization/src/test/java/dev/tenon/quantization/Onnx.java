// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.backend.Backend;
import dev.tenon.backend.onnx.OnnxBackend;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import org.osgi.framework.BundleContext;

/** The real backend. */
final class Onnx {
    static final Backend BACKEND = new OnnxBackend(withoutProperties(), new Defaults());

    private Onnx() {}

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
