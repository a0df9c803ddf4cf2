package dev.mooring.contract.http;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wiremock.com.fasterxml.jackson.databind.DeserializationFeature;
import wiremock.com.fasterxml.jackson.databind.ObjectMapper;
import wiremock.com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON text, by the parser that WireMock brings: exact numbers, invalid UTF-8 and deep nesting are errors. */
final class JsonText {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    static byte[] write(Map<String, @Nullable Object> value) throws IOException {
        return MAPPER.writeValueAsBytes(value);
    }

    static Object read(byte[] text) throws IOException {
        return MAPPER.readValue(text, Object.class);
    }
}
