package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.server.messages.SmsGatewaySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Text messages that go to a gateway.
class SmsTest {
    private static final String SIGN_UP = "{'ClientId':'%s','Username':'%s','Password':'Corr3ct-Horse!',"
            + "'UserAttributes':[{'Name':'phone_number','Value':'+4512345678'}]}";
    private static final String BY_PHONE = "'AutoVerifiedAttributes':['phone_number'],"
            + "'SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::123456789012:role/sms','ExternalId':'x'}";

    @TempDir
    private Path folder;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer server;
    private World world;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
        SmsGatewaySettings settings = new SmsGatewaySettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                SmsGatewaySettings.Format.JSON,
                "{\"to\":\"{phone}\",\"message\":\"{text}\"}",
                "",
                Optional.empty(),
                Duration.ofSeconds(5),
                0);
        world = World.withSms(folder, settings);
    }

    @AfterEach
    void close() {
        world.close();
        server.stop(0);
    }

    @Test
    void aCodeArrivesAndTheOutboxStaysEmpty() {
        String client = world.newClient(world.newPool(BY_PHONE), "");
        world.call(CognitoIdp.SIGN_UP, SIGN_UP, client, "nora");

        assertThat(world.outbox()).isEmpty();
        assertThat(bodies)
                .singleElement()
                .asString()
                .matches("\\{\"to\":\"\\+4512345678\",\"message\":\"Your verification code is [0-9]{6}\\.\"}");
    }

    @Test
    void aFailedDeliveryIsToldAndTheUserStays() {
        status = 400;
        String pool = world.newPool(BY_PHONE);
        String client = world.newClient(pool, "");

        assertThat(world.refusal(CognitoIdp.SIGN_UP, SIGN_UP, client, "nora"))
                .isEqualTo("CodeDeliveryFailureException: Failed to deliver the message.");
        assertThat(world.users.find(world.pool(pool), "nora")).isPresent();
        assertThat(world.refusal(CognitoIdp.RESEND_CONFIRMATION_CODE, "{'ClientId':'%s','Username':'nora'}", client))
                .isEqualTo("CodeDeliveryFailureException: Failed to deliver the message.");
    }

    @Test
    void mailsStayInTheOutbox() {
        String client = world.newClient(world.newPool("'AutoVerifiedAttributes':['email']"), "");
        world.call(
                CognitoIdp.SIGN_UP,
                SIGN_UP.replace("'phone_number'", "'email'").replace("+4512345678", "nora@example.com"),
                client,
                "nora");

        assertThat(world.outbox()).hasSize(1);
        assertThat(bodies).isEmpty();
    }
}
