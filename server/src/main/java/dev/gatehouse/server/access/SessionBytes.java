package dev.gatehouse.server.access;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Session;
import dev.gatehouse.server.seal.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes what a session token holds as bytes and reads it back. The bytes travel sealed, so what is read was
/// written by this class, perhaps by an older version of it: the first byte tells the kind, whose layout never
/// changes. What follows the layout is padding.
final class SessionBytes {
    private static final int ROOT = 1;
    private static final int USER = 2;
    private static final int ROLE = 3;
    private static final int FEDERATED = 4;

    private SessionBytes() {}

    static byte[] write(SessionTokens.Held held) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeHead(out, held);
            Optional<Session> session = held.caller().temporary();
            if (session.isPresent()) {
                writeSession(out, session.get());
            }
        } catch (IOException e) {
            throw new IllegalStateException("a byte array refused bytes", e);
        }
        return bytes.toByteArray();
    }

    static SessionTokens.Held read(byte[] bytes, String accessKeyId) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int kind = in.readUnsignedByte();
            Secret secret = Secret.of(in.readUTF());
            Instant expires = Instant.ofEpochSecond(in.readLong());
            String account = in.readUTF();
            Caller.Known caller = switch (kind) {
                case ROOT -> new Caller.Root(account, accessKeyId);
                case USER ->
                    new Caller.User(
                            account,
                            accessKeyId,
                            in.readUTF(),
                            in.readUTF(),
                            in.readUTF(),
                            Optional.of(readSession(in)));
                case ROLE ->
                    new Caller.Role(account, accessKeyId, in.readUTF(), in.readUTF(), in.readUTF(), readSession(in));
                case FEDERATED ->
                    new Caller.Federated(account, accessKeyId, in.readUTF(), in.readUTF(), readSession(in));
                default -> throw new IllegalStateException("unknown kind of session " + kind);
            };
            return new SessionTokens.Held(secret, caller, expires);
        } catch (IOException e) {
            throw new IllegalStateException("a sealed session is cut short", e);
        }
    }

    private static void writeHead(DataOutputStream out, SessionTokens.Held held) throws IOException {
        int kind = switch (held.caller()) {
            case Caller.Root _ -> ROOT;
            case Caller.User _ -> USER;
            case Caller.Role _ -> ROLE;
            case Caller.Federated _ -> FEDERATED;
        };
        out.writeByte(kind);
        out.writeUTF(held.secretAccessKey().reveal());
        out.writeLong(held.expires().getEpochSecond());
        out.writeUTF(held.caller().account());
        switch (held.caller()) {
            case Caller.Root _ -> {}
            case Caller.User user -> writeAll(out, user.id(), user.path(), user.name());
            case Caller.Role role -> writeAll(out, role.roleId(), role.roleArn(), role.sessionName());
            case Caller.Federated federated -> writeAll(out, federated.user(), federated.name());
        }
    }

    private static void writeAll(DataOutputStream out, String... texts) throws IOException {
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static void writeSession(DataOutputStream out, Session session) throws IOException {
        out.writeLong(session.issued().toEpochMilli());
        out.writeLong(session.expires().toEpochMilli());
        writeLongTexts(out, session.policies());
        writeTexts(out, session.policyArns());
        out.writeShort(session.tags().size());
        for (Map.Entry<String, String> tag : session.tags().entrySet()) {
            writeAll(out, tag.getKey(), tag.getValue());
        }
        writeTexts(out, session.transitive());
        out.writeUTF(session.sourceIdentity().orElse(""));
        out.writeShort(session.keys().size());
        for (Map.Entry<String, List<String>> key : session.keys().entrySet()) {
            out.writeUTF(key.getKey());
            writeTexts(out, key.getValue());
        }
        writeTexts(out, session.multivalued());
        out.writeBoolean(session.chained());
    }

    private static Session readSession(DataInputStream in) throws IOException {
        Instant issued = Instant.ofEpochMilli(in.readLong());
        Instant expires = Instant.ofEpochMilli(in.readLong());
        List<String> policies = readLongTexts(in);
        List<String> arns = readTexts(in);
        Map<String, String> tags = new LinkedHashMap<>();
        int tagCount = in.readUnsignedShort();
        for (int i = 0; i < tagCount; i++) {
            tags.put(in.readUTF(), in.readUTF());
        }
        List<String> transitive = readTexts(in);
        String source = in.readUTF();
        Map<String, List<String>> keys = new LinkedHashMap<>();
        int keyCount = in.readUnsignedShort();
        for (int i = 0; i < keyCount; i++) {
            keys.put(in.readUTF(), readTexts(in));
        }
        List<String> multivalued = readTexts(in);
        return new Session(
                issued,
                expires,
                policies,
                arns,
                tags,
                new HashSet<>(transitive),
                source.isEmpty() ? Optional.empty() : Optional.of(source),
                keys,
                new HashSet<>(multivalued),
                in.readBoolean());
    }

    private static void writeTexts(DataOutputStream out, Collection<String> texts) throws IOException {
        out.writeShort(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    private static void writeLongTexts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeShort(texts.size());
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static List<String> readLongTexts(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
