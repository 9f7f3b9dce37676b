package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A SAML identity provider: `js/saml-idp.mjs`, with a key and a certificate made by the JDK's keytool.
///
/// @param entityId how it names itself
/// @param key its private key, PEM
/// @param certificate PEM
record SamlIdp(String entityId, String key, String certificate) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    static SamlIdp create() {
        try {
            Path folder = Files.createTempDirectory("idp");
            Path store = folder.resolve("keys.p12");
            keytool(store);
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
            byte[] key = keys.getKey("idp", PASSWORD).getEncoded();
            byte[] certificate = keys.getCertificate("idp").getEncoded();
            Files.delete(store);
            Files.delete(folder);
            return new SamlIdp(
                    "https://" + Names.unique("idp") + ".example",
                    pem("PRIVATE KEY", key),
                    pem("CERTIFICATE", certificate));
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void keytool(Path store) throws IOException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "idp",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=idp",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(printed).isZero();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + kind
                + "-----\n";
    }

    /// Its metadata.
    String metadata() {
        String encoded = certificate.replaceAll("-----[A-Z ]+-----|\\s", "");
        return "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"" + entityId
                + "\"><IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">"
                + "<KeyDescriptor use=\"signing\"><KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><X509Data>"
                + "<X509Certificate>" + encoded + "</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
                + "<SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\""
                + entityId + "\"/></IDPSSODescriptor></EntityDescriptor>";
    }

    /// A response for AWS, Base64.
    ///
    /// @param subject its NameID, and the session's name
    /// @param pairs of role and provider
    String response(String subject, String... pairs) {
        return response(Map.of("SIGNS", "assertion"), subject, pairs);
    }

    /// @param more settings of the script
    String response(Map<String, String> more, String subject, String... pairs) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("ENTITY_ID", entityId);
        environment.put("KEY", key);
        environment.put("CERTIFICATE", certificate);
        environment.put("SUBJECT", subject);
        environment.put("SESSION", subject);
        environment.put("ROLES", String.join(" ", pairs));
        return Node.run(environment, "node", "saml-idp.mjs").lines().toList().getLast();
    }
}
