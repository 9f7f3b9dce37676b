package dev.gatehouse.server.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.pure.policy.Parsed;
import dev.gatehouse.pure.policy.Policy;
import dev.gatehouse.pure.policy.PolicyKind;
import dev.gatehouse.server.store.IamPolicyRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The AWS managed policies this server knows: some shipped as data, more from a folder of the operator's.
///
/// In the folder each policy is a file `<name>.json` that holds the document; below `service-role/` and the
/// like it has that path.
public final class ManagedByAws {
    private static final String PREFIX = "arn:aws:iam::aws:policy";
    private static final String INDEX = "managed/index.txt";
    private static final String SUFFIX = ".json";

    private final Map<String, Managed> byArn = new TreeMap<>();

    private ManagedByAws() {}

    /// A policy of AWS.
    ///
    /// @param document in force
    record Managed(IamPolicyRecord record, String document) {}

    /// The policies shipped, and those of a folder over them.
    ///
    /// @throws IllegalArgumentException when a file of the folder is no policy
    /// @throws UncheckedIOException when the folder cannot be read
    public static ManagedByAws load(Optional<Path> folder) {
        ManagedByAws managed = new ManagedByAws();
        for (String line : text(INDEX).lines().toList()) {
            String[] parts = line.split(" ", -1);
            managed.add(parts[0], parts[1], Integer.parseInt(parts[2]), parts[3], text("managed/" + parts[1] + SUFFIX));
        }
        folder.ifPresent(managed::addAll);
        return managed;
    }

    /// The document in force of a policy of AWS.
    public Optional<String> document(String arn) {
        return find(arn).map(Managed::document);
    }

    Optional<Managed> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    Collection<Managed> all() {
        return byArn.values();
    }

    private void addAll(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                String below = folder.relativize(file).toString().replace('\\', '/');
                int slash = below.lastIndexOf('/') + 1;
                String name = below.substring(slash, below.length() - SUFFIX.length());
                add("/" + below.substring(0, slash), name, 1, id(name), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String path, String name, int version, String id, String document) {
        if (Policy.parse(PolicyKind.IDENTITY, document) instanceof Parsed.Bad bad) {
            throw new IllegalArgumentException("managed policy " + name + ": " + bad.message());
        }
        String arn = PREFIX + path + name;
        byArn.put(
                arn,
                new Managed(
                        new IamPolicyRecord(arn, id, name, path, null, version, version, Map.of(), 0, 0, 0),
                        document.strip()));
    }

    /// A unique id for a policy whose real one is not known: always the same for one name.
    private static String id(String name) {
        String letters = name.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z2-7]", "");
        return ("ANPA" + letters + "AAAAAAAAAAAAAAAAA").substring(0, 21);
    }

    private static String text(String resource) {
        try (InputStream in = ManagedByAws.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The ARNs known, for messages and tests.
    public List<String> arns() {
        return new ArrayList<>(byArn.keySet());
    }
}
