package dev.gatehouse.model.service;

import java.util.List;

/// How a structure prints itself: members that are there, and of secret ones only that they are there.
public final class Printed {
    private static final String SECRET = "***";

    private Printed() {}

    /// The text of a structure, for logs and test reports.
    public static String of(Shape shape) {
        StringBuilder out = new StringBuilder(shape.codec().name()).append('[');
        List<Member> members = shape.codec().members();
        boolean first = true;
        for (int i = 0; i < members.size(); i++) {
            Object value = shape.member(i);
            if (value == null) {
                continue;
            }
            out.append(first ? "" : ", ").append(members.get(i).path()).append('=');
            out.append(hides(members.get(i).type()) ? SECRET : value);
            first = false;
        }
        return out.append(']').toString();
    }

    private static boolean hides(Type type) {
        if (type.privacy() != Type.Privacy.OPEN) {
            return true;
        }
        return switch (type) {
            case Type.OfList list -> hides(list.element());
            case Type.OfMap map -> hides(map.key()) || hides(map.value());
            case Type.OfStructure _, Type.OfString _, Type.OfEnum _, Type.OfInteger _, Type.OfLong _ -> false;
            case Type.OfBoolean _, Type.OfTimestamp _, Type.OfBlob _, Type.OfDocument _ -> false;
        };
    }
}
