package dev.gatehouse.pure.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Actions that a request needs besides that of its operation, because of its headers. Source: S3 API reference,
/// "Permissions" of CreateBucket, PutObject, CopyObject, CreateMultipartUpload, DeleteObject, PutObjectRetention.
final class S3Besides {
    private static final String BYPASS = "x-amz-bypass-governance-retention";

    private final S3Request request;
    private final S3Query query;
    private final S3Keys keys;

    /// Headers of stores that are not AWS's can change what a request does; none of them is known.
    S3Besides(S3Request request, S3Query query, S3Keys keys) {
        this.request = request;
        this.query = query;
        this.keys = keys;
        Stream.concat(request.headers().keySet().stream(), query.namesInPlaceOfHeaders())
                .filter(S3Besides::isUnknown)
                .findFirst()
                .ifPresent(name -> {
                    throw new UnclearException("what " + name + " means is not known");
                });
    }

    private static boolean isUnknown(String header) {
        return header.startsWith("x-minio-")
                || header.equals("x-amz-meta-snowball-auto-extract")
                || (header.startsWith("x-amz-bypass-") && !header.equals(BYPASS));
    }

    List<String> ofBucket() {
        if (has(BYPASS)) {
            throw new UnclearException("a bucket has no retention to bypass");
        }
        List<String> actions = new ArrayList<>();
        if (!request.method().equals("PUT") || !query.part().isEmpty()) {
            return actions;
        }
        if (sharesAccess()) {
            actions.add("s3:PutBucketAcl");
        }
        if (isOn("x-amz-bucket-object-lock-enabled")) {
            actions.add("s3:PutBucketObjectLockConfiguration");
            actions.add("s3:PutBucketVersioning");
        }
        if (has("x-amz-object-ownership")) {
            actions.add("s3:PutBucketOwnershipControls");
        }
        return actions;
    }

    List<String> ofObject() {
        List<String> actions = new ArrayList<>();
        if (isOn(BYPASS)) {
            actions.add("s3:BypassGovernanceRetention");
        }
        boolean writes = request.method().equals("PUT") || request.method().equals("POST");
        if (!writes || !(query.part().isEmpty() || query.part().equals("uploads"))) {
            return actions;
        }
        if (sharesAccess()) {
            actions.add("s3:PutObjectAcl");
        }
        if (has("x-amz-tagging")) {
            actions.add("s3:PutObjectTagging");
        }
        if (has("x-amz-object-lock-mode") || has("x-amz-object-lock-retain-until-date")) {
            actions.add("s3:PutObjectRetention");
        }
        if (has("x-amz-object-lock-legal-hold")) {
            actions.add("s3:PutObjectLegalHold");
        }
        return actions;
    }

    private boolean sharesAccess() {
        return has("x-amz-acl")
                || Stream.of("read", "write", "read-acp", "write-acp", "full-control")
                        .anyMatch(kind -> has("x-amz-grant-" + kind));
    }

    private boolean has(String header) {
        return keys.header(header).isPresent();
    }

    /// Stores read spellings of `true` in ways of their own.
    private boolean isOn(String header) {
        return keys.header(header)
                .filter(value -> !value.strip().equalsIgnoreCase("false"))
                .isPresent();
    }
}
