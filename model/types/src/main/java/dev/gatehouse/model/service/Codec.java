package dev.gatehouse.model.service;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is known of one generated structure: its members, and how to make one. Protocols walk over it.
///
/// @param <S> the structure
public final class Codec<S extends Shape> {
    private final String name;
    private final boolean modelled;
    private final Function<@Nullable Object[], S> maker;
    private final List<Member> members;
    private final Map<String, Integer> places = new HashMap<>();

    private Codec(String name, boolean modelled, Function<@Nullable Object[], S> maker, List<Member> members) {
        this.name = name;
        this.modelled = modelled;
        this.maker = maker;
        this.members = members;
        for (int i = 0; i < members.size(); i++) {
            places.put(members.get(i).name(), i);
        }
    }

    /// Called by generated code.
    ///
    /// @param name the structure's name in the model
    /// @param maker makes one from its members' values in order
    public static <S extends Shape> Codec<S> of(String name, Function<@Nullable Object[], S> maker, Member... members) {
        return new Codec<>(name, true, maker, List.of(members));
    }

    /// Called by generated code: the empty structure of an operation for which the model has no input or no output.
    public static <S extends Shape> Codec<S> absent(String name, Function<@Nullable Object[], S> maker) {
        return new Codec<>(name, false, maker, List.of());
    }

    /// The structure's name in the model.
    public String name() {
        return name;
    }

    /// Whether the model has the structure; where it has none, the wire carries none either.
    public boolean isModelled() {
        return modelled;
    }

    /// The members in the order of the record's components.
    public List<Member> members() {
        return members;
    }

    /// The place of a member, or -1 when the model has none of that name.
    public int indexOf(String memberName) {
        Integer place = places.get(memberName);
        return place == null ? -1 : place;
    }

    /// Makes a structure from raw values, which are described at {@link Type}. The array is used up.
    ///
    /// @throws IllegalArgumentException when an enum's text is none of its values
    public S make(@Nullable Object[] raw) {
        for (int i = 0; i < raw.length; i++) {
            Object value = raw[i];
            if (value != null) {
                raw[i] = finish(members.get(i).type(), value);
            }
        }
        return maker.apply(raw);
    }

    private static Object finish(Type type, Object raw) {
        return switch (type) {
            case Type.OfEnum choice -> constant(choice, (String) raw);
            case Type.OfStructure structure -> structure.codec().make((@Nullable Object[]) raw);
            case Type.OfList list -> finishList(list.element(), (List<?>) raw);
            case Type.OfMap map -> finishMap(map.value(), (Map<?, ?>) raw);
            case Type.OfString _, Type.OfInteger _, Type.OfLong _, Type.OfBoolean _ -> raw;
            case Type.OfTimestamp _, Type.OfBlob _, Type.OfDocument _ -> raw;
        };
    }

    private static WireEnum constant(Type.OfEnum choice, String text) {
        WireEnum constant = choice.values().get(text);
        if (constant == null) {
            throw new IllegalArgumentException("not a value of " + choice.name());
        }
        return constant;
    }

    private static List<Object> finishList(Type element, List<?> raw) {
        List<Object> list = new ArrayList<>(raw.size());
        for (Object value : raw) {
            list.add(finish(element, value));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, Object> finishMap(Type valueType, Map<?, ?> raw) {
        Map<String, Object> map = new LinkedHashMap<>(raw.size() * 2);
        raw.forEach((key, value) -> map.put((String) key, finish(valueType, value)));
        return Collections.unmodifiableMap(map);
    }
}
