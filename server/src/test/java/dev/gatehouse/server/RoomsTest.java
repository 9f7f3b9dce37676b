package dev.gatehouse.server;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the arrows between rooms against the code: each package-info's `Uses:` line names exactly the rooms that the
/// room
/// imports, and the arrows form no circle.
class RoomsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/gatehouse/server");
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?dev\\.gatehouse\\.server\\.([a-z]+)\\.", Pattern.MULTILINE);
    private static final Pattern USES = Pattern.compile("^/// Uses: (.*)$", Pattern.MULTILINE);
    private static final Set<String> OPEN_TO_ALL = Set.of("audit", "metrics");

    @Test
    void usesLinesNameWhatIsImported() throws IOException {
        for (String room : rooms()) {
            assertThat(declared(room)).as("Uses: of room %s", room).isEqualTo(imported(room));
        }
    }

    @Test
    void arrowsFormNoCircle() throws IOException {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (String room : rooms()) {
            arrows.put(room, declared(room));
        }
        while (!arrows.isEmpty()) {
            Set<String> settled = arrows.entrySet().stream()
                    .filter(entry -> entry.getValue().stream().noneMatch(arrows::containsKey))
                    .map(Map.Entry::getKey)
                    .collect(toCollection(TreeSet::new));
            assertThat(settled).as("a circle among %s", arrows).isNotEmpty();
            settled.forEach(arrows::remove);
        }
    }

    @Test
    void onlyTheStoreSpeaksJdbc() throws IOException {
        assertThat(roomsImporting("java.sql.", "javax.sql.", "org.sqlite.", "org.postgresql.", "com.zaxxer."))
                .isSubsetOf("store");
    }

    @Test
    void onlyTheWireServesHttp() throws IOException {
        assertThat(roomsImporting("org.eclipse.jetty.")).isSubsetOf("wire");
    }

    @Test
    void onlyThoseWhoMustCallOut() throws IOException {
        assertThat(roomsImporting("java.net.http.", "java.net.HttpURLConnection"))
                .isSubsetOf("messages", "trust", "triggers");
    }

    @Test
    void onlySealTouchesCryptoProviders() throws IOException {
        assertThat(roomsImporting("org.bouncycastle.", "com.amazon.corretto.")).isSubsetOf("seal");
    }

    @Test
    void roomsTakeTimeAndChanceFromOutside() throws IOException {
        Pattern ownClock =
                Pattern.compile("Instant\\.now\\(\\)|System\\.currentTimeMillis\\(\\)|new Random\\(|Math\\.random\\(");
        for (Path file : sources(SOURCES)) {
            assertThat(ownClock.matcher(Files.readString(file)).find())
                    .as("%s reads a clock or makes chance of its own", file)
                    .isFalse();
        }
    }

    private static List<String> rooms() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> declared(String room) throws IOException {
        String text = Files.readString(SOURCES.resolve(room).resolve("package-info.java"));
        Matcher uses = USES.matcher(text);
        assertThat(uses.find()).as("room %s has a Uses: line", room).isTrue();
        String line = uses.group(1).strip();
        return line.equals("nothing") ? Set.of() : new TreeSet<>(Arrays.asList(line.split(" ")));
    }

    private static Set<String> imported(String room) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : sources(SOURCES.resolve(room))) {
            IMPORT.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(1)));
        }
        found.remove(room);
        found.removeAll(OPEN_TO_ALL);
        return found;
    }

    private static Set<String> roomsImporting(String... prefixes) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String room : rooms()) {
            for (Path file : sources(SOURCES.resolve(room))) {
                String text = Files.readString(file);
                if (Arrays.stream(prefixes).anyMatch(prefix -> text.contains("import " + prefix))) {
                    found.add(room);
                }
            }
        }
        return found;
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
