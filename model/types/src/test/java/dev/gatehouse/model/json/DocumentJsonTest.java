package dev.gatehouse.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.service.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"z\":[1.50,\"x\",true,null,{}],\"a\":{\"\":-1}}",
                "\"text\"",
                "[]",
                "0",
                "null",
            })
    void comesBackAsItWent(String json) {
        assertThat(new String(DocumentJson.write(DocumentJson.read(json.getBytes(UTF_8))), UTF_8))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{}{}", "[1,]", "{\"a\":1,\"a\":2}", "{a:1}", "\"\\ud800\"", "nul", "01"})
    void refusesWhatIsNotOneJsonText(String json) {
        assertThatThrownBy(() -> DocumentJson.read(json.getBytes(UTF_8))).isInstanceOf(SerializationException.class);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatThrownBy(() -> DocumentJson.read(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void boundsDepth() {
        String deep = "[".repeat(60) + "]".repeat(60);
        assertThat(DocumentJson.write(DocumentJson.read(deep.getBytes(UTF_8)))).hasSize(120);
        String deeper = "[".repeat(100_000);
        assertThatThrownBy(() -> DocumentJson.read(deeper.getBytes(UTF_8))).isInstanceOf(SerializationException.class);
    }
}
