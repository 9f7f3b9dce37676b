package dev.gatehouse.server.passkeys;

import dev.gatehouse.model.service.Document;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON values, written as briefly as they read.
final class Json {
    private Json() {}

    static Document text(String value) {
        return new Document.OfString(value);
    }

    static Document number(long value) {
        return new Document.OfNumber(BigDecimal.valueOf(value));
    }

    static Document truth(boolean value) {
        return new Document.OfBoolean(value);
    }

    static Document texts(List<String> values) {
        return new Document.OfArray(values.stream().map(Json::text).toList());
    }

    static Document list(List<Document> values) {
        return new Document.OfArray(values);
    }

    /// An object whose members stand in the order given.
    @SafeVarargs
    static Document object(Map.Entry<String, Document>... members) {
        Map<String, Document> all = new LinkedHashMap<>();
        for (Map.Entry<String, Document> member : members) {
            all.put(member.getKey(), member.getValue());
        }
        return new Document.OfObject(all);
    }
}
