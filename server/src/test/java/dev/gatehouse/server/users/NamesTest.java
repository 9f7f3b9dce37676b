package dev.gatehouse.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.store.SignInName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesTest {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void open() {
        world = new World(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<String> names(String poolMembers, String username, Map<String, String> attributes) {
        var pool = world.pool(world.newPool(poolMembers));
        return Names.signInNames(pool, username, attributes).stream()
                .map(name -> name.kind().text() + " " + name.key())
                .toList();
    }

    @Test
    void aPlainPoolKnowsTheUserNameOnly() {
        assertThat(names("", "Nora", Map.of("email", "n@example.com", "email_verified", "true")))
                .containsExactly("username Nora");
    }

    @Test
    void anAliasCountsOnceVerified() {
        String aliases = "'AliasAttributes':['email','phone_number','preferred_username']";
        assertThat(names(aliases, "nora", Map.of("email", "N@example.com", "preferred_username", "No")))
                .containsExactly("username nora", "preferred_username No");
        assertThat(names(aliases, "nora", Map.of("email", "N@example.com", "email_verified", "true")))
                .containsExactly("username nora", "email N@example.com");
        assertThat(names(aliases, "nora", Map.of("phone_number", "+4512", "phone_number_verified", "true")))
                .containsExactly("username nora", "phone_number +4512");
    }

    @Test
    void aUsernameAttributeCountsAtOnce() {
        assertThat(names("'UsernameAttributes':['email']", "0f7c", Map.of("email", "n@example.com")))
                .containsExactly("username 0f7c", "email n@example.com");
    }

    @Test
    void aPoolThatIgnoresCaseFolds() {
        String members = "'AliasAttributes':['email'],'UsernameConfiguration':{'CaseSensitive':false}";
        assertThat(names(members, "Nora", Map.of("email", "N@Example.com", "email_verified", "true")))
                .containsExactly("username nora", "email n@example.com");
    }

    @Test
    void theNameOfAnAliasIsNotAUserName() {
        assertThat(SignInName.Kind.EMAIL.text()).isEqualTo(Attributes.EMAIL);
        assertThat(SignInName.Kind.PHONE_NUMBER.text()).isEqualTo(Attributes.PHONE);
        assertThat(SignInName.Kind.PREFERRED_USERNAME.text()).isEqualTo(Attributes.PREFERRED_USERNAME);
    }
}
