package dev.gatehouse.server.iam;

import dev.gatehouse.server.store.IamEntity;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ARN of a user, group or role, taken apart (IAM User Guide, "IAM identifiers"). Pure.
///
/// @param account 12 digits
/// @param kind what it names
/// @param path begins and ends with a slash
/// @param name without the path
public record EntityArn(String account, IamEntity.Kind kind, String path, String name) {
    private static final Pattern FORM = Pattern.compile("arn:aws:iam::(\\d{12}):(user|group|role)(/(?:.*/)?)([^/]+)");

    /// Takes an ARN apart.
    ///
    /// @return empty when the text is not the ARN of such a one
    public static Optional<EntityArn> of(String arn) {
        Matcher parts = FORM.matcher(arn);
        return parts.matches()
                ? Optional.of(new EntityArn(
                        parts.group(1),
                        IamEntity.Kind.valueOf(parts.group(2).toUpperCase(Locale.ROOT)),
                        parts.group(3),
                        parts.group(4)))
                : Optional.empty();
    }
}
