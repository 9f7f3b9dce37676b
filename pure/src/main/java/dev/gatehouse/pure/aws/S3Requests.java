package dev.gatehouse.pure.aws;

import dev.gatehouse.pure.policy.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads requests to S3.
public final class S3Requests {
    private static final String SOURCE = "x-amz-copy-source";
    private static final String VERSION = "?versionId=";

    private S3Requests() {}

    /// What a request wants. A copy also wants to read its source; headers may want more, see `S3Besides`.
    ///
    /// @param hosts names whose subdomains are buckets, in lower case; AWS's only if they are among them
    public static Reading read(S3Request request, List<String> hosts) {
        try {
            String host = request.header("host").orElse("");
            return new Reading.Clear(
                    wants(request, S3Place.of(host, request.path(), hosts), S3Query.of(request.query())));
        } catch (UnclearException unclear) {
            return new Reading.Unclear(unclear.why());
        }
    }

    private static List<Want> wants(S3Request request, S3Place place, S3Query query) {
        S3Keys keys = new S3Keys(request, query);
        S3Besides besides = new S3Besides(request, query, keys);
        Context context = keys.of();
        if (place.bucket().isEmpty()) {
            if (!request.method().equals("GET") || !query.part().isEmpty()) {
                throw new UnclearException("of the whole service only the list of buckets may be asked");
            }
            return List.of(new Want("s3:ListAllMyBuckets", "*", context));
        }
        if (place.key().isEmpty()) {
            refuseOnBucket(keys, query);
            String action = S3Actions.ofBucket(request.method(), query.part());
            return all(action, besides.ofBucket(), place.bucketArn(), context);
        }
        if (request.method().equals("GET") && query.part().equals("attributes")) {
            String action = query.has("versionId") ? "s3:GetObjectVersion" : "s3:GetObject";
            return all(action, List.of(action + "Attributes"), place.objectArn(), context);
        }
        String action = S3Actions.ofObject(request.method(), query);
        List<Want> wants = all(action, besides.ofObject(), place.objectArn(), context);
        copied(request, keys, context).ifPresent(wants::add);
        return wants;
    }

    private static List<Want> all(String action, List<String> besides, String resource, Context context) {
        List<Want> wants = new ArrayList<>(List.of(new Want(action, resource, context)));
        besides.forEach(more -> wants.add(new Want(more, resource, context)));
        return wants;
    }

    private static void refuseOnBucket(S3Keys keys, S3Query query) {
        if (keys.header(SOURCE).isPresent() || query.has("uploadId") || query.has("versionId")) {
            throw new UnclearException("a bucket has no copy source, upload or version");
        }
    }

    private static Optional<Want> copied(S3Request request, S3Keys keys, Context context) {
        Optional<String> source = keys.header(SOURCE);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        if (!request.method().equals("PUT")) {
            throw new UnclearException("only a PUT has a copy source");
        }
        String text = source.get();
        int version = text.indexOf('?');
        if (version >= 0 && !text.startsWith(VERSION, version)) {
            throw new UnclearException("the copy source has a query that is no version");
        }
        S3Place place = S3Place.ofCopySource(version < 0 ? text : text.substring(0, version));
        return Optional.of(
                version < 0
                        ? new Want("s3:GetObject", place.objectArn(), context)
                        : new Want(
                                "s3:GetObjectVersion",
                                place.objectArn(),
                                context.with()
                                        .put("s3:VersionId", text.substring(version + VERSION.length()))
                                        .build()));
    }
}
