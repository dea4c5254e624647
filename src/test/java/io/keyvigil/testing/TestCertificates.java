package io.keyvigil.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A private CA and certificates that it issued, made once a test run with the JDK's {@code keytool}. */
public final class TestCertificates {

    public static final String PASSWORD = "changeit";

    private static final String HERE = "san=ip:127.0.0.1,dns:localhost";

    private final Path folder;
    private final KeyStore keys;
    private final Path caPem;

    private TestCertificates() {
        try {
            folder = PassingDirectory.create();
            generate("ca", "CN=Private CA", "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign");
            generate("server", "CN=provider");
            keytool("-certreq", "-alias", "server", "-file", "server.csr");
            caPem = folder.resolve("ca.pem");
            keytool("-exportcert", "-rfc", "-alias", "ca", "-file", "ca.pem");
            keys = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static final class Holder {
        private static final TestCertificates MADE = new TestCertificates();
    }

    public static TestCertificates get() {
        return Holder.MADE;
    }

    /** PEM file with the CA's certificate. */
    public Path caPem() {
        return caPem;
    }

    /** For 127.0.0.1 and localhost, for 30 days. */
    public SSLContext valid() {
        return context(validKeyStore());
    }

    /** The same as {@link #valid()}, as a PKCS #12 file with {@link #PASSWORD}. */
    public byte[] validKeyStore() {
        return keyStore("valid", HERE, "-validity", "30");
    }

    /** Expired at 2024-01-02T00:00:00Z. */
    public SSLContext expired() {
        return context(keyStore("expired", HERE, "-startdate", "2024/01/01 00:00:00", "-validity", "1"));
    }

    /** For another host name. */
    public SSLContext otherName() {
        return context(keyStore("other-name", "san=dns:other.example", "-validity", "30"));
    }

    private void generate(String alias, String name, String... extensions) {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-dname", name));
        arguments.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "3650"));
        arguments.addAll(List.of(extensions));
        keytool(arguments.toArray(String[]::new));
    }

    private synchronized byte[] keyStore(String name, String subject, String... validity) {
        Path pem = folder.resolve(name + ".pem");
        if (!Files.exists(pem)) {
            List<String> arguments = new ArrayList<>(List.of("-gencert", "-rfc", "-alias", "ca", "-ext", subject));
            arguments.addAll(List.of(
                    "-infile", "server.csr", "-outfile", pem.getFileName().toString()));
            arguments.addAll(List.of(validity));
            keytool(arguments.toArray(String[]::new));
        }
        try (InputStream input = Files.newInputStream(pem);
                ByteArrayOutputStream output = new ByteArrayOutputStream()) {
            Certificate issued = CertificateFactory.getInstance("X.509").generateCertificate(input);
            Key key = keys.getKey("server", PASSWORD.toCharArray());
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", key, PASSWORD.toCharArray(), new Certificate[] {issued, keys.getCertificate("ca")});
            store.store(output, PASSWORD.toCharArray());
            return output.toByteArray();
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static SSLContext context(byte[] pkcs12) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(pkcs12), PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void keytool(String... arguments) {
        Path binary = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(binary.toString(), "-J-Duser.timezone=UTC"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", "keys.p12", "-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }
}
