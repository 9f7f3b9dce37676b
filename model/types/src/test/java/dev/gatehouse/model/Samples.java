package dev.gatehouse.model;

import dev.gatehouse.model.service.Blob;
import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.Document;
import dev.gatehouse.model.service.Member;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Every structure the services use, and raw values for them.
final class Samples {
    /// Part of every text of a shape that must not be printed.
    static final String SECRET = "s3cret";

    private Samples() {}

    static Set<Codec<?>> codecs() {
        Set<Codec<?>> codecs = new LinkedHashSet<>();
        for (Operation<?, ?> operation : Services.all().stream()
                .flatMap(s -> Services.operations(s).stream())
                .toList()) {
            collect(operation.input(), codecs);
            collect(operation.output(), codecs);
        }
        return codecs;
    }

    private static void collect(Codec<?> codec, Set<Codec<?>> codecs) {
        if (codecs.add(codec)) {
            codec.members().forEach(member -> collect(member.type(), codecs));
        }
    }

    private static void collect(Type type, Set<Codec<?>> codecs) {
        switch (type) {
            case Type.OfStructure structure -> collect(structure.codec(), codecs);
            case Type.OfList list -> collect(list.element(), codecs);
            case Type.OfMap map -> collect(map.value(), codecs);
            default -> {}
        }
    }

    /// Every scalar type the structures use.
    static Set<Type> types() {
        Set<Type> types = new LinkedHashSet<>();
        codecs().forEach(codec -> codec.members().forEach(member -> flatten(member.type(), types)));
        return types;
    }

    private static void flatten(Type type, Set<Type> types) {
        switch (type) {
            case Type.OfStructure _ -> {}
            case Type.OfList list -> flatten(list.element(), types);
            case Type.OfMap map -> {
                flatten(map.key(), types);
                flatten(map.value(), types);
            }
            default -> types.add(type);
        }
    }

    /// Raw values for every member.
    static Object[] full(Codec<?> codec, RandomGenerator random) {
        return values(codec, random, false);
    }

    private static Object[] values(Codec<?> codec, RandomGenerator random, boolean secret) {
        List<Member> members = codec.members();
        Object[] values = new Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(members.get(i).type(), random, secret);
        }
        return values;
    }

    private static Object value(Type type, RandomGenerator random, boolean above) {
        boolean secret = above || type.privacy() != Type.Privacy.OPEN;
        return switch (type) {
            case Type.OfString _ -> (secret ? SECRET : "") + text(random);
            case Type.OfEnum choice ->
                List.copyOf(choice.values().keySet())
                        .get(random.nextInt(choice.values().size()));
            case Type.OfInteger _ -> random.nextInt();
            case Type.OfLong _ -> random.nextLong();
            case Type.OfBoolean _ -> random.nextBoolean();
            case Type.OfTimestamp _ -> Instant.ofEpochMilli(random.nextLong(-1_000_000_000_000L, 4_000_000_000_000L));
            case Type.OfBlob _ -> {
                byte[] bytes = new byte[random.nextInt(50)];
                random.nextBytes(bytes);
                yield Blob.of(bytes);
            }
            case Type.OfDocument _ ->
                new Document.OfObject(Map.of(
                        text(random),
                        new Document.OfArray(List.of(
                                new Document.OfNumber(new BigDecimal("-1.50")),
                                new Document.OfNull(),
                                new Document.OfBoolean(true),
                                new Document.OfString(text(random))))));
            case Type.OfList list -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    elements.add(value(list.element(), random, secret));
                }
                yield elements;
            }
            case Type.OfMap map -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    entries.put((secret ? SECRET : "") + i + text(random), value(map.value(), random, secret));
                }
                yield entries;
            }
            case Type.OfStructure structure -> values(structure.codec(), random, secret);
        };
    }

    private static String text(RandomGenerator random) {
        int[] points = random.ints(random.nextInt(20), 0, 0x3000)
                .map(point -> point % 50 == 0 ? 0x1F600 + point % 60 : point)
                .toArray();
        return new String(points, 0, points.length);
    }
}
