package dev.mooring.support.json;

import dev.mooring.sync.Fields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads and writes JSON. Numbers are exact and never pass through a {@code double}; values have the canonical form of
 * {@link Fields}. Refused with {@link UnreadableJson}: invalid UTF-8, a name that is there twice, anything after the document, an
 * empty document, nesting deeper than {@code Fields} allows, and whatever is larger than the limits. Immutable; safe for several threads.
 */
public final class Json {

    /** A guard for the parser's own stack; {@link Fields} has the exact limit. */
    private static final int DEEPEST = 200;

    /** A guard against slow conversions; {@link Fields} has the exact limit. */
    private static final int LONGEST_NUMBER = 2_000;

    private static final Json STANDARD = builder().build();

    private final JsonFactory factory;
    private final long largestValue;
    private final int longestText;
    private final int longestName;

    private Json(Builder builder) {
        this.largestValue = builder.largestValue;
        this.longestText = builder.longestText;
        this.longestName = builder.longestName;
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxStringLength(builder.longestText)
                        .maxNameLength(builder.longestName)
                        .build())
                .build();
    }

    /** With the standard limits. */
    public static Json standard() {
        return STANDARD;
    }

    /** Starts from the standard limits. */
    public static Builder builder() {
        return new Builder();
    }

    /** The value of a document. */
    public @Nullable Object parse(byte[] document) {
        try {
            return read(new ByteArrayInputStream(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a document. */
    public @Nullable Object parse(String document) {
        return parse(document.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The value of a document that is read to its end. The stream stays open.
     *
     * @throws IOException what the stream throws
     */
    public @Nullable Object read(InputStream document) throws IOException {
        return reading(document, parser -> new TreeReader(parser, largestValue).canonical());
    }

    /**
     * Hands out the rows of a document while it is read, so that only one of them is in memory. Rows are the items of a list or the
     * members of an object; null stands for no rows. Names of members are not checked for repetition. The stream stays open.
     *
     * @param document read to its end
     * @param rowsAt where the rows are; nothing there at all is an error, or a wrong pointer would look like an empty collection
     * @param rows takes each of them
     * @return the document without its rows, for what is around them: a cursor, a total
     * @throws IOException what the stream throws
     */
    public @Nullable Object rows(InputStream document, Pointer rowsAt, RowReader rows) throws IOException {
        return reading(document, parser -> new RowWalk(parser, rowsAt, rows, largestValue).walk());
    }

    /**
     * The document of a value, in UTF-8.
     *
     * @throws IllegalArgumentException for a value that {@link Fields} refuses
     */
    public byte[] write(@Nullable Object value) {
        Object canonical = Fields.value(value, "value");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
            TreeWriter.write(generator, canonical);
        }
        return bytes.toByteArray();
    }

    /** As {@link #write}, as text. */
    public String text(@Nullable Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    /**
     * Why a value could not be read again once it was written, even by a server that shows it within lists and objects of its own: an
     * adapter that knows only now what it would never get back refuses to send it. Empty where nothing is too much.
     */
    public Optional<String> tooMuch(@Nullable Object value) {
        return new Extent(longestText, longestName, largestValue).tooMuch(value);
    }

    private @Nullable Object reading(InputStream document, Function<JsonParser, @Nullable Object> reader)
            throws IOException {
        // a strict decoder: the parser's own lets overlong forms and encoded surrogates pass, and guesses UTF-16 and
        // UTF-32
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), new StrictUtf8(document))) {
            return read(parser, reader);
        }
    }

    private static @Nullable Object read(JsonParser parser, Function<JsonParser, @Nullable Object> reader)
            throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw new UnreadableJson("the document is empty");
            }
            Object value = reader.apply(parser);
            if (parser.nextToken() != null) {
                throw UnreadableJson.at(parser, "there is more after the end of the document");
            }
            return value;
        } catch (JacksonIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw UnreadableJson.at(parser, "invalid UTF-8 at or shortly after this place");
            }
            throw e.getCause();
        } catch (JacksonException e) {
            throw UnreadableJson.at(parser, e);
        }
    }

    /** Sets limits. Not safe for several threads. */
    public static final class Builder {

        private long largestValue = 128L * 1024 * 1024;
        private int longestText = 16 * 1024 * 1024;
        private int longestName = 50_000;

        private Builder() {}

        /**
         * How large a document, or one row of it, may become in memory: its characters and 16 for each token. 128 Mi unless said.
         */
        public Builder largestValue(long size) {
            largestValue = size;
            return this;
        }

        /** The most characters of one text; 16 Mi unless said. */
        public Builder longestText(int characters) {
            longestText = characters;
            return this;
        }

        /** The most characters of one name; 50,000 unless said. */
        public Builder longestName(int characters) {
            longestName = characters;
            return this;
        }

        /** Makes the codec. */
        public Json build() {
            return new Json(this);
        }
    }
}
