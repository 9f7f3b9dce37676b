package dev.gatehouse.pure.arn;

import java.util.Optional;
import java.util.regex.Pattern;

/// An Amazon Resource Name, `arn:partition:service:region:account:resource`. Names things that are; patterns with
/// wildcards in other places than the resource are not ARNs.
/// Source: AWS General Reference, "Amazon Resource Names (ARNs)".
///
/// @param partition such as `aws`
/// @param service such as `cognito-idp`
/// @param region empty for global resources
/// @param account 12 digits, `aws` for managed resources, or empty
/// @param resource the rest; may contain colons and slashes
public record Arn(String partition, String service, String region, String account, String resource) {
    private static final int PARTS = 6;
    private static final int LONGEST = 2048;
    private static final Pattern PARTITION = Pattern.compile("aws(-[a-z]+)*");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern REGION = Pattern.compile("([a-z0-9]+(-[a-z0-9]+)*)?");
    private static final Pattern ACCOUNT = Pattern.compile("(\\d{12}|aws)?");
    private static final Pattern RESOURCE = Pattern.compile("\\P{Cntrl}+");

    /// @throws IllegalArgumentException when a part has another form, or the whole is longer than 2048 characters
    public Arn {
        if (!PARTITION.matcher(partition).matches()
                || !SERVICE.matcher(service).matches()
                || !REGION.matcher(region).matches()
                || !ACCOUNT.matcher(account).matches()
                || !RESOURCE.matcher(resource).matches()
                || partition.length() + service.length() + region.length() + account.length() + resource.length()
                        > LONGEST - "arn:::::".length()) {
            throw new IllegalArgumentException("not an ARN");
        }
    }

    /// Reads an ARN.
    ///
    /// @return empty when the text is not one
    public static Optional<Arn> parse(String text) {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split(":", PARTS);
        if (parts.length != PARTS || !parts[0].equals("arn")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The first part of the resource, up to a slash or colon: `role` of `role/path/name`. Empty when there is none.
    public String resourceType() {
        int end = separator();
        return end < 0 ? "" : resource.substring(0, end);
    }

    /// The resource without its type: `path/name` of `role/path/name`.
    public String resourceId() {
        return resource.substring(separator() + 1);
    }

    private int separator() {
        for (int i = 0; i < resource.length(); i++) {
            if (resource.charAt(i) == '/' || resource.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, account, resource);
    }
}
