package io.keyvigil.provider;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Creates a trust of only the certificates in a PEM file. Reads at most 1 MiB.
 */
final class PrivateCa {

    private static final int MAXIMUM_OCTETS = 1 << 20;

    private PrivateCa() {}

    /** Identifies a state of the file. */
    static Outcome<String> stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Outcome.of(attributes.lastModifiedTime() + " " + attributes.size());
        } catch (IOException failure) {
            return Outcome.flawed(FetchFailure.CA_UNREADABLE, file + ": " + FileFlaw.describe(file, failure));
        }
    }

    static Outcome<SSLContext> read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return Outcome.of(trusting(certificates(pem.readNBytes(MAXIMUM_OCTETS))));
        } catch (IOException failure) {
            return Outcome.flawed(FetchFailure.CA_UNREADABLE, file + ": " + FileFlaw.describe(file, failure));
        } catch (GeneralSecurityException failure) {
            return Outcome.flawed(FetchFailure.CA_UNREADABLE, file + ": it holds no readable certificate");
        }
    }

    private static Collection<? extends Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    }

    private static SSLContext trusting(Collection<? extends Certificate> authorities)
            throws GeneralSecurityException, IOException {
        if (authorities.isEmpty()) {
            throw new GeneralSecurityException("no certificate");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
