package dev.gatehouse.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;

/// One HTTP/1.1 connection that stays open. As little client as will do, so that the server gets the processors.
final class Connection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Connection(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), 16_384);
        this.out = socket.getOutputStream();
    }

    /// An answer with a body of known length.
    record Answer(int status, String body) {
        /// A text member of the body, which must have it once and without escapes.
        String text(String name) {
            int at = body.indexOf("\"" + name + "\":\"");
            if (at < 0) {
                throw new IllegalStateException("no " + name + " in " + body);
            }
            int start = at + name.length() + 4;
            return body.substring(start, body.indexOf('"', start));
        }

        /// Whether the body, which is XML, has an element.
        boolean has(String name) {
            return body.contains("<" + name + ">");
        }

        /// The text of an element, which the body must have once and without escapes.
        String element(String name) {
            String opening = "<" + name + ">";
            if (!has(name)) {
                throw new IllegalStateException("no " + name + " in " + body);
            }
            int start = body.indexOf(opening) + opening.length();
            return body.substring(start, body.indexOf('<', start));
        }
    }

    Answer get(String path) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "");
    }

    Answer post(Map<String, String> headers, String body) throws IOException {
        var head = new StringBuilder(512).append("POST / HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("content-length: ").append(body.length()).append("\r\n\r\n");
        return exchange(head.toString(), body);
    }

    private Answer exchange(String head, String body) throws IOException {
        out.write((head + body).getBytes(ISO_8859_1));
        int status = Integer.parseInt(line().split(" ", -1)[1]);
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (line.substring(0, colon).toLowerCase(Locale.ROOT).equals("content-length")) {
                length = Integer.parseInt(line.substring(colon + 1).strip());
            }
        }
        byte[] content = in.readNBytes(length);
        return new Answer(status, new String(content, ISO_8859_1));
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
