// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** Checks descriptors against {@code model.schema.json}. Thread-safe. */
final class DescriptorSchema {
    private final Schema schema;

    DescriptorSchema() {
        this(document());
    }

    /** For the catalogue's tests, whose entries must fit more than the schema's root. */
    DescriptorSchema(JsonNode document) {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(document);
    }

    /** The schema itself. */
    static JsonNode document() {
        try (InputStream in = DescriptorSchema.class.getResourceAsStream("model.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks its model.schema.json");
            }
            return ModelJson.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks a descriptor.
     *
     * @param whence names it in the message
     * @param descriptor what was read
     * @throws ModelRefusedException with what is wrong, at most three findings
     */
    void check(String whence, JsonNode descriptor) {
        List<Error> errors = schema.validate(descriptor);
        if (!errors.isEmpty()) {
            String findings = errors.stream()
                    .limit(3)
                    .map(error -> {
                        String where = error.getInstanceLocation().toString();
                        return where.isEmpty() ? error.getMessage() : where + ": " + error.getMessage();
                    })
                    .collect(Collectors.joining("; "));
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR, "the descriptor " + whence + " is not valid: " + findings);
        }
    }
}
