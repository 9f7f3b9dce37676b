package dev.gatehouse.model.protocol;

import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.Member;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.SerializationException;
import dev.gatehouse.model.service.Service;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// AWS Query: a form as request (in the body, or in the query of a GET), XML as answer.
final class AwsQuery implements Binding {
    private static final String CONTENT_TYPE = "text/xml";
    private static final int OK = 200;

    @Override
    public <I extends Shape> I decode(Operation<I, ?> operation, WireRequest request) {
        String body = Percent.utf8(ByteBuffer.wrap(request.body()));
        FormTree form = FormTree.of(request.query(), body.strip());
        return Requests.make(operation, structure(operation.input(), form));
    }

    private static @Nullable Object[] structure(Codec<?> codec, FormTree form) {
        List<Member> members = codec.members();
        @Nullable Object[] values = new Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            FormTree branch = form.branch(members.get(i).name());
            values[i] = branch == null ? null : value(members.get(i).type(), branch);
        }
        return values;
    }

    private static @Nullable Object value(Type type, FormTree form) {
        return switch (type) {
            case Type.OfStructure structure -> structure(structure.codec(), form);
            case Type.OfList list -> list(list.element(), form);
            case Type.OfMap map -> map(map, form);
            case Type.OfString _, Type.OfEnum _, Type.OfInteger _, Type.OfLong _ -> scalar(type, form);
            case Type.OfBoolean _, Type.OfTimestamp _, Type.OfBlob _, Type.OfDocument _ -> scalar(type, form);
        };
    }

    private static @Nullable Object scalar(Type type, FormTree form) {
        String text = form.text();
        return text == null ? null : Scalars.of(type, text);
    }

    private static List<Object> list(Type element, FormTree form) {
        List<Object> list = new ArrayList<>();
        form.numbered("member").values().forEach(each -> list.add(present(value(element, each))));
        return list;
    }

    private static Map<String, Object> map(Type.OfMap type, FormTree form) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (FormTree entry : form.numbered("entry").values()) {
            FormTree key = entry.branch("key");
            FormTree value = entry.branch("value");
            if (key == null || value == null) {
                throw new SerializationException("A map entry has no key or no value.");
            }
            String name = (String) present(scalar(type.key(), key));
            if (map.put(name, present(value(type.value(), value))) != null) {
                throw new SerializationException("A map has one key twice.");
            }
        }
        return map;
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new SerializationException("An element of a list or map has no value.");
        }
        return value;
    }

    @Override
    public <O extends Shape> WireAnswer encode(Operation<?, O> operation, O answer, String requestId) {
        Xml xml = new Xml();
        xml.open(operation.name() + "Response", operation.service().xmlNamespace());
        if (operation.output().isModelled()) {
            xml.structure(operation.name() + "Result", answer);
        }
        xml.open("ResponseMetadata").text("RequestId", requestId).close("ResponseMetadata");
        xml.close(operation.name() + "Response");
        return new WireAnswer(OK, Headers.of(CONTENT_TYPE, requestId), xml.bytes());
    }

    /// An unreadable request is `MalformedInput` in this protocol.
    @Override
    public WireAnswer encodeError(Service service, ServiceException error, String requestId) {
        String code = error instanceof SerializationException ? "MalformedInput" : error.code();
        Xml xml = new Xml();
        xml.open("ErrorResponse", service.xmlNamespace()).open("Error");
        xml.text("Type", error.senderFault() ? "Sender" : "Receiver");
        xml.text("Code", code).text("Message", error.text());
        error.details().forEach(xml::text);
        xml.close("Error").text("RequestId", requestId).close("ErrorResponse");
        return new WireAnswer(error.httpStatus(), Headers.of(CONTENT_TYPE, requestId), xml.bytes());
    }
}
