package dev.gatehouse.model.protocol;

import dev.gatehouse.model.json.RawJson;
import dev.gatehouse.model.service.Member;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.SerializationException;
import dev.gatehouse.model.service.Service;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// REST-JSON: members in the path, the query, headers and a JSON body. No served answer has members outside its body.
final class RestJson implements Binding {
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    @Override
    public <I extends Shape> I decode(Operation<I, ?> operation, WireRequest request) {
        List<Member> members = operation.input().members();
        @Nullable Object[] values = RawJson.read(operation.input(), request.body());
        Map<String, String> labels = labels(operation.requestUri(), request.path());
        FormTree query = FormTree.of(request.query());
        for (int i = 0; i < values.length; i++) {
            Member member = members.get(i);
            if (member.location() != Member.Location.BODY) {
                String text = text(member, request, labels, query);
                values[i] = text == null ? null : Scalars.of(member.type(), text);
            }
        }
        return Requests.make(operation, values);
    }

    private static @Nullable String text(
            Member member, WireRequest request, Map<String, String> labels, FormTree query) {
        return switch (member.location()) {
            case URI -> labels.get(member.locationName());
            case QUERY -> {
                FormTree parameter = query.branch(member.locationName());
                yield parameter == null ? null : parameter.text();
            }
            case HEADER ->
                request.header(member.locationName().toLowerCase(Locale.ROOT)).orElse(null);
            case BODY -> null;
        };
    }

    /// The decoded labels of a path, by name.
    private static Map<String, String> labels(String template, String path) {
        String[] names = template.split("/", -1);
        String[] segments = path.split("/", -1);
        if (names.length != segments.length) {
            throw new SerializationException("The path does not fit the operation.");
        }
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                labels.put(names[i].substring(1, names[i].length() - 1), Percent.path(segments[i]));
            }
        }
        return labels;
    }

    @Override
    public <O extends Shape> WireAnswer encode(Operation<?, O> operation, O answer, String requestId) {
        return AwsJson.answer(CONTENT_TYPE, operation.output(), answer, requestId);
    }

    @Override
    public WireAnswer encodeError(Service service, ServiceException error, String requestId) {
        return AwsJson.error(CONTENT_TYPE, error, requestId);
    }
}
