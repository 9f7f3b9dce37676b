package dev.gatehouse.server.config;

import java.util.Optional;

/// Mail by SMTP.
///
/// @param host `mail.host`
/// @param port `mail.port`; 587
/// @param from `mail.from`: the sender's address where the pool sets none
/// @param user `mail.user`
/// @param password `mail.password`
/// @param startTls `mail.startTls`: whether the connection must be upgraded to TLS; `true`
public record MailSettings(
        String host, int port, String from, Optional<String> user, Optional<SecretText> password, boolean startTls) {

    static Optional<MailSettings> from(Source source) {
        Optional<String> host = source.text("mail.host");
        Optional<String> from = source.text("mail.from");
        Optional<String> user = source.text("mail.user");
        Optional<SecretText> password = source.secret("mail.password");
        int port = source.number("mail.port", 587, 1, 65_535);
        boolean startTls = source.flag("mail.startTls", true);
        source.needs("mail.host", "mail.from");
        source.needs("mail.from", "mail.host");
        source.needs("mail.port", "mail.host");
        source.needs("mail.startTls", "mail.host");
        source.needs("mail.user", "mail.host");
        source.needs("mail.user", "mail.password");
        source.needs("mail.password", "mail.user");
        return host.map(name -> new MailSettings(name, port, from.orElseThrow(), user, password, startTls));
    }
}
