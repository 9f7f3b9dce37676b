package dev.gatehouse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void pemFilesAreServed(String algorithm) throws Exception {
        write("first", algorithm, 1);

        TlsFiles files = new TlsFiles(files());
        files.context().start();

        assertThat(subject(files)).isEqualTo("CN=first");
        files.context().stop();
    }

    @Test
    void changedFilesAreServedAndUnusableOnesAreNot() throws Exception {
        write("first", "EC", 1);
        TlsFiles files = new TlsFiles(files());
        files.context().start();

        write("second", "EC", 2);
        files.refresh();
        assertThat(subject(files)).isEqualTo("CN=second");

        Files.writeString(folder.resolve("cert.pem"), "half");
        Files.setLastModifiedTime(folder.resolve("cert.pem"), FileTime.from(Instant.ofEpochSecond(3)));
        files.refresh();
        assertThat(subject(files)).isEqualTo("CN=second");
        files.context().stop();
    }

    @Test
    void aKeyOfAnotherFormSaysHowToConvertIt() throws Exception {
        write("first", "EC", 1);
        Files.writeString(folder.resolve("key.pem"), "-----BEGIN EC PRIVATE KEY-----\nAA==\n");

        assertThatThrownBy(() -> new TlsFiles(files())).hasMessageContaining("openssl pkcs8 -topk8");
    }

    private HttpOptions.PemFiles files() {
        return new HttpOptions.PemFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    }

    private static String subject(TlsFiles files) throws Exception {
        return ((X509Certificate) files.context().getKeyStore().getCertificate("server"))
                .getSubjectX500Principal()
                .getName();
    }

    private void write(String name, String algorithm, long modified) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 2_048 : 256);
        KeyPair pair = generator.generateKeyPair();
        X500Name subject = new X500Name("CN=" + name);
        var certificate = new JcaX509v3CertificateBuilder(
                        subject,
                        BigInteger.ONE,
                        Date.from(Instant.EPOCH),
                        Date.from(Instant.parse("2100-01-01T00:00:00Z")),
                        subject,
                        pair.getPublic())
                .build(new JcaContentSignerBuilder(algorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA")
                        .build(pair.getPrivate()));
        put("cert.pem", certificate, modified);
        put("key.pem", new JcaPKCS8Generator(pair.getPrivate(), null), modified);
    }

    private void put(String name, Object pem, long modified) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(pem);
        }
        Path file = Files.writeString(folder.resolve(name), text.toString());
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(modified)));
    }
}
