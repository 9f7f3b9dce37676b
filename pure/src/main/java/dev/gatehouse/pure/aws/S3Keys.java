package dev.gatehouse.pure.aws;

import dev.gatehouse.pure.policy.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The condition keys of a request to S3. Source: Service Authorization Reference, "Condition keys for Amazon
/// S3".
final class S3Keys {
    private static final List<String> HEADERS = List.of(
            "x-amz-acl",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-copy-source",
            "x-amz-metadata-directive",
            "x-amz-storage-class",
            "x-amz-content-sha256",
            "x-amz-website-redirect-location",
            "x-amz-grant-read",
            "x-amz-grant-write",
            "x-amz-grant-read-acp",
            "x-amz-grant-write-acp",
            "x-amz-grant-full-control",
            "x-amz-object-ownership");

    private final S3Request request;
    private final S3Query query;

    S3Keys(S3Request request, S3Query query) {
        this.request = request;
        this.query = query;
    }

    /// A header, or the parameter that a link has in its place.
    Optional<String> header(String name) {
        Optional<String> sent = request.header(name);
        Optional<String> linked = query.inPlaceOfHeader(name);
        if (sent.isPresent() && linked.isPresent()) {
            throw new UnclearException(name + " stands in the headers and in the query");
        }
        return sent.or(() -> linked);
    }

    Context of() {
        Context.Builder keys = Context.builder();
        for (String name : List.of("prefix", "delimiter", "max-keys")) {
            query.value(name).ifPresent(value -> keys.put("s3:" + name, value));
        }
        query.value("versionId").ifPresent(id -> keys.put("s3:VersionId", id));
        HEADERS.forEach(name -> header(name).ifPresent(value -> keys.put("s3:" + name, value)));
        header("x-amz-tagging").ifPresent(tags -> putTags(keys, tags));
        boolean link = query.inPlaceOfHeader("x-amz-signature").isPresent();
        return keys.put("s3:authType", link ? "REST-QUERY-STRING" : "REST-HEADER")
                .put("s3:signatureversion", "AWS4-HMAC-SHA256")
                .build();
    }

    private static void putTags(Context.Builder keys, String tags) {
        Set<String> names = new LinkedHashSet<>();
        for (String tag : tags.split("&", -1)) {
            int equals = tag.indexOf('=');
            if (equals <= 0 || tag.indexOf('+') >= 0) {
                throw new UnclearException("the tags of the object cannot be read");
            }
            String name = Encoded.decode(tag.substring(0, equals), "a tag");
            if (!names.add(name)) {
                throw new UnclearException("the object has a tag twice");
            }
            keys.put("s3:RequestObjectTag/" + name, Encoded.decode(tag.substring(equals + 1), "a tag"));
        }
        keys.put("s3:RequestObjectTagKeys", names);
    }
}
