package dev.gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.model.cognitoidp.AuthFlowType;
import dev.gatehouse.model.cognitoidp.InitiateAuthRequest;
import dev.gatehouse.model.cognitoidp.SignUpRequest;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.SerializationException;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedShapesTest {

    static Stream<Codec<?>> codecs() {
        return Samples.codecs().stream();
    }

    @Test
    void thereAreManyStructures() {
        assertThat(Samples.codecs()).hasSizeGreaterThan(700);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void everyStructureSurvivesJson(Codec<?> codec) {
        roundTrip(codec);
    }

    private static <S extends Shape> void roundTrip(Codec<S> codec) {
        for (int seed = 0; seed < 5; seed++) {
            S shape = codec.make(Samples.full(codec, new SplittableRandom(seed)));
            S again = ShapeJson.read(codec, ShapeJson.write(codec, shape));
            assertThat(again).isEqualTo(shape);
            assertThat(again.toString()).doesNotContain(Samples.SECRET);
        }
        S empty = codec.make(new Object[codec.members().size()]);
        assertThat(ShapeJson.write(codec, empty)).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(empty.toString()).isEqualTo(codec.name() + "[]");
    }

    static Stream<Type.OfString> patterns() {
        return Samples.types().stream()
                .filter(type -> type instanceof Type.OfString string && string.pattern() != null)
                .map(Type.OfString.class::cast);
    }

    /// A pattern can exhaust the stack, or run for minutes, on long texts: what passes the length check must do
    /// neither.
    @ParameterizedTest
    @MethodSource("patterns")
    void everyPatternSurvivesItsLongestText(Type.OfString type) {
        int length = (int) Math.min(type.length().max(), 20_000);
        for (String unit :
                List.of("a", "/a", "A:", "-", "1.", " x", "{####}", "{##", "arn:aws:iam::1:a", "\ud83d\ude00")) {
            String text = unit.repeat(length / unit.length());
            boolean first = type.pattern().matches(text);
            assertThat(type.pattern().matches(text)).isEqualTo(first);
            type.pattern().matches(text.substring(0, Math.max(0, text.length() - 1)) + "\u0000");
        }
    }

    /// The expressions matched in place of the model's slow ones accept the same texts.
    @ParameterizedTest
    @MethodSource("patterns")
    void everyPatternMeansWhatTheModelSays(Type.OfString type) {
        java.util.regex.Pattern plain =
                java.util.regex.Pattern.compile(type.pattern().text());
        List<String> units = List.of("{##", "##}", "{####}", "#", "}", "a", "\n", "\u0000", " ");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(6); length >= 0; length--) {
                text.append(units.get(random.nextInt(units.size())));
            }
            assertThat(type.pattern().matches(text.toString()))
                    .as("%s on %s", type.name(), text)
                    .isEqualTo(plain.matcher(text).matches());
        }
    }

    @Test
    void printsWhatIsThereAndHidesWhatIsSecret() {
        assertThat(SignUpRequest.builder()
                        .clientId("c1")
                        .password("pw1")
                        .userAttributes(List.of(AttributeType.builder()
                                .name("email")
                                .value("a@b")
                                .build()))
                        .clientMetadata(Map.of("k", "v"))
                        .build())
                .hasToString("SignUpRequest[clientId=***, password=***, "
                        + "userAttributes=[AttributeType[name=email, value=***]], clientMetadata={k=v}]");
    }

    @Test
    void copiesListsAndMaps() {
        Map<String, String> parameters = new HashMap<>(Map.of("a", "1"));
        InitiateAuthRequest request = InitiateAuthRequest.builder()
                .authFlow(AuthFlowType.CUSTOM_AUTH)
                .authParameters(parameters)
                .build();
        parameters.put("b", "2");
        assertThat(request.authParameters()).isEqualTo(Map.of("a", "1"));
        assertThatThrownBy(() -> request.authParameters().put("c", "3"))
                .isInstanceOf(UnsupportedOperationException.class);
        List<AttributeType> attributes = new ArrayList<>();
        SignUpRequest signUp =
                SignUpRequest.builder().userAttributes(attributes).build();
        attributes.add(AttributeType.builder().build());
        assertThat(signUp.userAttributes()).isEmpty();
    }

    @Test
    void buildersStartFromAnExistingOne() {
        InitiateAuthRequest request =
                InitiateAuthRequest.builder().clientId("c").session("s").build();
        assertThat(request.toBuilder().session(null).build())
                .isEqualTo(InitiateAuthRequest.builder().clientId("c").build());
    }

    @Test
    void enumsKnowTheirTexts() {
        assertThat(AuthFlowType.from("USER_SRP_AUTH")).contains(AuthFlowType.USER_SRP_AUTH);
        assertThat(AuthFlowType.from("user_srp_auth")).isEmpty();
        assertThat(dev.gatehouse.model.cognitoidp.AliasAttributeType.PHONE_NUMBER.value())
                .isEqualTo("phone_number");
    }

    @Test
    void storedJsonOfAnotherModelIsRefusedRatherThanCut() {
        byte[] json = "{\"AuthFlow\":\"NEW_FLOW\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ShapeJson.read(InitiateAuthRequest.CODEC, json))
                .isInstanceOf(SerializationException.class)
                .hasMessage("A text is not a value of AuthFlowType.");
    }
}
