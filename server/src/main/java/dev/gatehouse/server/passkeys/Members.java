package dev.gatehouse.server.passkeys;

import dev.gatehouse.model.service.Document;
import dev.gatehouse.server.store.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The members of a JSON object, each read as the type it must have. One that is null is absent.
///
/// @param all the members by name
record Members(Map<String, Document> all) {

    /// @throws BadAnswer when it is not an object
    static Members of(Document document) throws BadAnswer {
        if (document instanceof Document.OfObject(Map<String, Document> members)) {
            return new Members(members);
        }
        throw new BadAnswer();
    }

    boolean has(String name) {
        Document member = all.get(name);
        return member != null && !(member instanceof Document.OfNull);
    }

    /// @throws BadAnswer when there is no such object
    Members object(String name) throws BadAnswer {
        return of(member(name));
    }

    /// @throws BadAnswer when there is no such text
    String text(String name) throws BadAnswer {
        return text(member(name));
    }

    /// The texts of an array; none when it is absent.
    ///
    /// @throws BadAnswer when it is not an array of texts
    List<String> texts(String name) throws BadAnswer {
        if (!has(name)) {
            return List.of();
        }
        if (!(member(name) instanceof Document.OfArray(List<Document> elements))) {
            throw new BadAnswer();
        }
        List<String> texts = new ArrayList<>();
        for (Document element : elements) {
            texts.add(text(element));
        }
        return texts;
    }

    /// @throws BadAnswer when there is no such base64url text, or more bytes of it than that
    Bytes bytes(String name, int most) throws BadAnswer {
        Bytes bytes = Base64Url.decode(text(name));
        if (bytes.length() > most) {
            throw new BadAnswer();
        }
        return bytes;
    }

    private Document member(String name) throws BadAnswer {
        Document member = all.get(name);
        if (member == null) {
            throw new BadAnswer();
        }
        return member;
    }

    private static String text(Document document) throws BadAnswer {
        if (document instanceof Document.OfString(String text)) {
            return text;
        }
        throw new BadAnswer();
    }
}
