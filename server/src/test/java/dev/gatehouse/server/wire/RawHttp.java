package dev.gatehouse.server.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// A client without manners: sends bytes as they are and reads until the server closes.
final class RawHttp implements AutoCloseable {
    private static final int MOST_PIECES = 1_000;

    private final Socket socket;

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
    }

    static String exchange(int port, String request) throws IOException {
        try (RawHttp raw = new RawHttp(port)) {
            raw.send(request);
            return raw.readToEnd();
        }
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Sends one piece whenever nothing has come for so long, until the server has had enough; returns what it
    /// answered.
    String drip(String piece, int everyMillis) throws IOException {
        socket.setSoTimeout(everyMillis);
        StringBuilder text = new StringBuilder();
        for (int pieces = 0; pieces < MOST_PIECES; pieces++) {
            try {
                readInto(text);
                return text.toString();
            } catch (SocketTimeoutException silence) {
                try {
                    send(piece);
                } catch (SocketException reset) {
                    return text.toString();
                }
            }
        }
        throw new AssertionError("still open after " + MOST_PIECES + " pieces");
    }

    /// Everything up to the close; a reset counts as a close.
    String readToEnd() throws IOException {
        StringBuilder text = new StringBuilder();
        readInto(text);
        return text.toString();
    }

    private void readInto(StringBuilder text) throws IOException {
        byte[] buffer = new byte[4_096];
        InputStream in = socket.getInputStream();
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException reset) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
