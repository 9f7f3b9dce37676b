package dev.gatehouse.pure.aws;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What host and path of a request to S3 name.
///
/// @param bucket empty for the whole service
/// @param key empty for the bucket itself
record S3Place(String bucket, String key) {
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+]");
    private static final Pattern AMAZON = Pattern.compile(".+\\.amazonaws\\.com(\\.cn)?");

    /// AWS's endpoints without a bucket, as `s3.dualstack.eu-west-1.amazonaws.com`.
    private static final Pattern PATH_STYLE =
            Pattern.compile("s3(-fips)?([.-](dualstack\\.)?[a-z]{2,}(-[a-z]+)+-\\d+)?\\.amazonaws\\.com(\\.cn)?");

    S3Place {
        if ((!bucket.isEmpty() && !BUCKET.matcher(bucket).matches()) || bucket.contains("..")) {
            throw new UnclearException("the bucket's name is not one");
        }
    }

    /// @param host with or without a port
    /// @param path as sent
    /// @param hosts names whose subdomains are buckets, in lower case
    static S3Place of(String host, String path, List<String> hosts) {
        String decoded = decoded(path);
        String subdomain = subdomain(host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""), hosts);
        return subdomain.isEmpty() ? split(decoded) : new S3Place(subdomain, decoded);
    }

    /// The value of `x-amz-copy-source` without its version: bucket and key, encoded as one.
    static S3Place ofCopySource(String source) {
        if (source.contains("+")) {
            throw new UnclearException("the copy source has a plus sign that is not encoded");
        }
        String decoded = Encoded.decode(source, "the copy source");
        String relative = decoded.startsWith("/") ? decoded.substring(1) : decoded;
        checkSegments(relative);
        S3Place place = split(relative);
        if (place.bucket.isEmpty() || place.key.isEmpty()) {
            throw new UnclearException("the copy source names no object");
        }
        return place;
    }

    String bucketArn() {
        return "arn:aws:s3:::" + bucket;
    }

    String objectArn() {
        return bucketArn() + "/" + key;
    }

    /// Without its first slash. What proxies and stores tidy up in ways of their own is not taken.
    private static String decoded(String path) {
        if (!path.startsWith("/")) {
            throw new UnclearException("the path does not begin with a slash");
        }
        if (path.toLowerCase(Locale.ROOT).contains("%2f")) {
            throw new UnclearException("the path has an encoded slash");
        }
        String decoded = Encoded.decodeUri(path.substring(1), "the path");
        checkSegments(decoded);
        return decoded;
    }

    private static void checkSegments(String path) {
        String[] segments = path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean empty = segments[i].isEmpty() && i < segments.length - 1;
            if (empty || segments[i].equals(".") || segments[i].equals("..")) {
                throw new UnclearException("the path has a dot segment or an empty one");
            }
        }
        if (path.indexOf('\\') >= 0) {
            throw new UnclearException("the path has a backslash");
        }
    }

    private static S3Place split(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? new S3Place(path, "") : new S3Place(path.substring(0, slash), path.substring(slash + 1));
    }

    /// Hosts hold a bucket only where the settings say so: a store that reads paths would take another bucket.
    /// A name in AWS's form that the settings do not know is not guessed at.
    private static String subdomain(String host, List<String> hosts) {
        if (!HOST.matcher(host).matches()) {
            throw new UnclearException("the host is not one");
        }
        for (String base : hosts) {
            if (host.endsWith("." + base)) {
                return host.substring(0, host.length() - base.length() - 1);
            }
        }
        if (AMAZON.matcher(host).matches() && !PATH_STYLE.matcher(host).matches()) {
            throw new UnclearException("the host may hold a bucket and is not one of the settings");
        }
        return "";
    }
}
