// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.tenon.http.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** JSON as it goes over the wire: an enum in lower case with hyphens, an Optional as its value or not at all. */
final class Wire {
    private static final int MAX_TEXT = 64 << 20;
    static final JsonMapper MAPPER = mapper();

    private Wire() {}

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(32)
                                .maxStringLength(MAX_TEXT)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .addModule(new SimpleModule("tenon")
                        .addSerializer(Instant.class, new AsText<>(Instant::toString))
                        .addSerializer(Path.class, new AsText<>(Path::toString))
                        .addSerializer(Locale.class, new AsText<>(Locale::toLanguageTag))
                        .addSerializer(Enum.class, new AsText<>(Wire::word))
                        .addSerializer(Optional.class, new OfOptional()))
                .build();
        mapper.configOverride(Optional.class)
                .setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY));
        return mapper;
    }

    /** {@code NO_CHANGE} is {@code no-change}. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON for " + value.getClass().getName(), e);
        }
    }

    /** Reads the object that a body must be. */
    static JsonNode read(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new RefusedException(400, "bad-json", "the body is not valid JSON" + where, e);
        } catch (IOException e) {
            throw new RefusedException(400, "bad-json", "the body is not valid JSON in UTF-8", e);
        }
        throw new RefusedException(400, "bad-json", "the body must be a JSON object");
    }

    private interface Text<T> {
        String of(T value);
    }

    private static final class AsText<T> extends JsonSerializer<T> {
        private final Text<T> text;

        AsText(Text<T> text) {
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(text.of(value));
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class OfOptional extends JsonSerializer<Optional> {
        @Override
        public void serialize(Optional value, JsonGenerator out, SerializerProvider provider) throws IOException {
            Object content = value.isPresent() ? value.get() : null;
            if (content == null) {
                out.writeNull();
            } else {
                provider.defaultSerializeValue(content, out);
            }
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, Optional value) {
            return value.isEmpty();
        }
    }
}
