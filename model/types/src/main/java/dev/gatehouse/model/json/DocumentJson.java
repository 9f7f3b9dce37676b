package dev.gatehouse.model.json;

import dev.gatehouse.model.service.Document;
import dev.gatehouse.model.service.SerializationException;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Free JSON as bytes, for texts that carry JSON inside of them. At most 64 levels deep; the caller bounds its length.
public final class DocumentJson {
    private DocumentJson() {}

    /// Reads one JSON text.
    ///
    /// @param json UTF-8
    /// @throws SerializationException when it is not one JSON value, or a member comes twice
    public static Document read(byte[] json) {
        return RawJson.document(json);
    }

    /// Writes a document as UTF-8; members keep their order.
    public static byte[] write(Document document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            ShapeJson.document(out, document);
        }
        return bytes.toByteArray();
    }
}
