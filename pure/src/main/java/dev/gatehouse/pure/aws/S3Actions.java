package dev.gatehouse.pure.aws;

import static java.util.Map.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which action a request to S3 needs. Source: Service Authorization Reference, "Actions defined by Amazon S3";
/// S3 API
/// reference, request syntax of each operation.
final class S3Actions {
    /// By method and subresource.
    private static final Map<String, String> OF_BUCKETS = Map.ofEntries(
            entry("GET", "ListBucket"),
            entry("HEAD", "ListBucket"),
            entry("PUT", "CreateBucket"),
            entry("DELETE", "DeleteBucket"),
            entry("GET versions", "ListBucketVersions"),
            entry("GET location", "GetBucketLocation"),
            entry("GET uploads", "ListBucketMultipartUploads"),
            entry("GET acl", "GetBucketAcl"),
            entry("PUT acl", "PutBucketAcl"),
            entry("GET policy", "GetBucketPolicy"),
            entry("PUT policy", "PutBucketPolicy"),
            entry("DELETE policy", "DeleteBucketPolicy"),
            entry("GET policyStatus", "GetBucketPolicyStatus"),
            entry("GET tagging", "GetBucketTagging"),
            entry("PUT tagging", "PutBucketTagging"),
            entry("DELETE tagging", "PutBucketTagging"),
            entry("GET versioning", "GetBucketVersioning"),
            entry("PUT versioning", "PutBucketVersioning"),
            entry("GET cors", "GetBucketCORS"),
            entry("PUT cors", "PutBucketCORS"),
            entry("DELETE cors", "PutBucketCORS"),
            entry("GET lifecycle", "GetLifecycleConfiguration"),
            entry("PUT lifecycle", "PutLifecycleConfiguration"),
            entry("DELETE lifecycle", "PutLifecycleConfiguration"),
            entry("GET encryption", "GetEncryptionConfiguration"),
            entry("PUT encryption", "PutEncryptionConfiguration"),
            entry("DELETE encryption", "PutEncryptionConfiguration"),
            entry("GET notification", "GetBucketNotification"),
            entry("PUT notification", "PutBucketNotification"),
            entry("GET website", "GetBucketWebsite"),
            entry("PUT website", "PutBucketWebsite"),
            entry("DELETE website", "DeleteBucketWebsite"),
            entry("GET publicAccessBlock", "GetBucketPublicAccessBlock"),
            entry("PUT publicAccessBlock", "PutBucketPublicAccessBlock"),
            entry("DELETE publicAccessBlock", "PutBucketPublicAccessBlock"),
            entry("GET ownershipControls", "GetBucketOwnershipControls"),
            entry("PUT ownershipControls", "PutBucketOwnershipControls"),
            entry("DELETE ownershipControls", "PutBucketOwnershipControls"),
            entry("GET object-lock", "GetBucketObjectLockConfiguration"),
            entry("PUT object-lock", "PutBucketObjectLockConfiguration"));

    private static final Map<String, String> OF_OBJECTS = Map.ofEntries(
            entry("GET", "GetObject"),
            entry("HEAD", "GetObject"),
            entry("PUT", "PutObject"),
            entry("DELETE", "DeleteObject"),
            entry("GET acl", "GetObjectAcl"),
            entry("PUT acl", "PutObjectAcl"),
            entry("GET tagging", "GetObjectTagging"),
            entry("PUT tagging", "PutObjectTagging"),
            entry("DELETE tagging", "DeleteObjectTagging"),
            entry("GET retention", "GetObjectRetention"),
            entry("PUT retention", "PutObjectRetention"),
            entry("GET legal-hold", "GetObjectLegalHold"),
            entry("PUT legal-hold", "PutObjectLegalHold"),
            entry("POST uploads", "PutObject"),
            entry("POST restore", "RestoreObject"),
            entry("POST select", "GetObject"));

    /// Those that are other actions for a version that is named.
    private static final Map<String, String> OF_VERSIONS = Map.of(
            "GetObject", "GetObjectVersion",
            "DeleteObject", "DeleteObjectVersion",
            "GetObjectAcl", "GetObjectVersionAcl",
            "PutObjectAcl", "PutObjectVersionAcl",
            "GetObjectTagging", "GetObjectVersionTagging",
            "PutObjectTagging", "PutObjectVersionTagging",
            "DeleteObjectTagging", "DeleteObjectVersionTagging");

    /// Those of an upload in parts that has begun.
    private static final Map<String, String> OF_UPLOADS = Map.of(
            "GET", "ListMultipartUploadParts",
            "PUT", "PutObject",
            "POST", "PutObject",
            "DELETE", "AbortMultipartUpload");

    private S3Actions() {}

    static String ofBucket(String method, String part) {
        return "s3:" + known(OF_BUCKETS.get(key(method, part)));
    }

    static String ofObject(String method, S3Query query) {
        String part = query.part();
        if (query.has("uploadId")) {
            return "s3:" + known(part.isEmpty() ? OF_UPLOADS.get(method) : null);
        }
        String action = known(OF_OBJECTS.get(key(method, part)));
        return "s3:" + (query.has("versionId") ? OF_VERSIONS.getOrDefault(action, action) : action);
    }

    private static String key(String method, String part) {
        return part.isEmpty() ? method : method + " " + part;
    }

    private static String known(@Nullable String action) {
        if (action == null) {
            throw new UnclearException("no S3 operation that is known has this method and query");
        }
        return action;
    }
}
