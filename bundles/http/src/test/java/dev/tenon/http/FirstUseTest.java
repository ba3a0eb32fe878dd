// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class FirstUseTest {
    private final FirstUse firstUse = new FirstUse();
    private final ServletConfig config = (ServletConfig) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ServletConfig.class}, (proxy, method, arguments) -> null);

    @Test
    void aReleaseReachedAfterItsSuccessorIsNotInitializedAgain() throws Exception {
        CountingServlet old = new CountingServlet();
        CountingServlet successor = new CountingServlet();
        firstUse.of(old, config);
        firstUse.of(successor, config);
        firstUse.of(old, config); // its request was on the way when the front moved
        firstUse.of(successor, config);
        assertThat(old.inits).isOne();
        assertThat(successor.inits).isOne();
    }

    @Test
    void aServletThatFailedToInitializeIsTriedAgain() throws Exception {
        CountingServlet servlet = new CountingServlet();
        servlet.fails = true;
        assertThatThrownBy(() -> firstUse.of(servlet, config)).isInstanceOf(ServletException.class);
        servlet.fails = false;
        firstUse.of(servlet, config);
        firstUse.of(servlet, config);
        assertThat(servlet.inits).isEqualTo(2);
    }

    private static final class CountingServlet extends GenericServlet {
        private static final long serialVersionUID = 1L;
        private int inits;
        private boolean fails;

        @Override
        public void init() throws ServletException {
            inits++;
            if (fails) {
                throw new ServletException("not yet");
            }
        }

        @Override
        public void service(ServletRequest request, ServletResponse response) {
            throw new UnsupportedOperationException();
        }
    }
}
