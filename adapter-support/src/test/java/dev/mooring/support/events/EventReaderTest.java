package dev.mooring.support.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    @Test
    void eventsHaveTypeAndData() throws IOException {
        assertThat(read("event: change\ndata: {\"id\":1}\n\ndata: two\n\n"))
                .containsExactly(new Event("change", "{\"id\":1}"), new Event("message", "two"));
    }

    @Test
    void everyLineEndIsUnderstood() throws IOException {
        assertThat(read("data: a\r\n\r\ndata: b\r\rdata: c\n\n"))
                .containsExactly(new Event("message", "a"), new Event("message", "b"), new Event("message", "c"));
    }

    @Test
    void linesOfDataAreJoinedAndCommentsSkipped() throws IOException {
        assertThat(read("\uFEFF: hello\ndata: a\ndata:b\nid: 7\nretry: 5\n: still\n\n"))
                .containsExactly(new Event("message", "a\nb"));
    }

    @Test
    void textIsUtf8() throws IOException {
        assertThat(read("data: ü😀\n\n")).containsExactly(new Event("message", "ü😀"));
    }

    @Test
    void eventThatIsCutOffIsNotTold() throws IOException {
        assertThat(read("data: a\n\ndata: b\n")).containsExactly(new Event("message", "a"));
    }

    /** How the Realtime Database says that it lives, and what a type without data is. */
    @Test
    void eventMayHaveATypeAndNoData() throws IOException {
        assertThat(read("\n\nevent: keep-alive\ndata: null\n\nevent: x\n\ndata\n\n"))
                .containsExactly(new Event("keep-alive", "null"), new Event("x", ""), new Event("message", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "data: 0123456789\n"})
    void streamWithoutEndIsNotKept(String again) {
        InputStream endless = new ByteArrayInputStream(again.repeat(2_000_000).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> new EventReader(endless).next()).isInstanceOf(IOException.class);
    }

    private static List<Event> read(String stream) throws IOException {
        EventReader reader = new EventReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
        List<Event> events = new ArrayList<>();
        for (Event event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }
}
