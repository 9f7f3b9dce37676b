package dev.gatehouse.samlidp;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A SAML identity provider that says what it is told, also what no real one says.
public final class SamlIdp {
    private final String entityId;
    private final KeyPair keys;

    /// @param entityId how it names itself
    public SamlIdp(String entityId) {
        this(entityId, "RSA", 2048);
    }

    /// @param algorithm of its key, `RSA` or `EC`
    /// @param bits of its key
    public SamlIdp(String entityId, String algorithm, int bits) {
        this.entityId = entityId;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String entityId() {
        return entityId;
    }

    KeyPair keys() {
        return keys;
    }

    /// Its metadata, with a certificate that ended long ago.
    public String metadata() {
        return "<EntityDescriptor xmlns='urn:oasis:names:tc:SAML:2.0:metadata' entityID='" + entityId + "'>"
                + "<IDPSSODescriptor protocolSupportEnumeration='urn:oasis:names:tc:SAML:2.0:protocol'>"
                + "<KeyDescriptor use='signing'><KeyInfo xmlns='http://www.w3.org/2000/09/xmldsig#'><X509Data>"
                + "<X509Certificate>" + certificate() + "</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
                + "<SingleSignOnService Binding='urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'"
                + " Location='https://idp.example/sso'/></IDPSSODescriptor></EntityDescriptor>";
    }

    /// The certificate of its key, Base64.
    public String certificate() {
        X500Name name = new X500Name("CN=idp");
        try {
            return Base64.getEncoder()
                    .encodeToString(new JcaX509v3CertificateBuilder(
                                    name,
                                    BigInteger.ONE,
                                    Date.from(Instant.EPOCH),
                                    Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                                    name,
                                    keys.getPublic())
                            .build(new JcaContentSignerBuilder(
                                            keys.getPrivate().getAlgorithm().equals("RSA")
                                                    ? "SHA256withRSA"
                                                    : "SHA256withECDSA")
                                    .build(keys.getPrivate()))
                            .getEncoded());
        } catch (OperatorCreationException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A response that is good for AWS, to be changed.
    public SamlResponse response(Instant now) {
        return new SamlResponse(this, now);
    }
}
