package io.keyvigil.provider;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Describes why a TLS handshake failed, from the exceptions of the JDK's trust manager. */
final class CertificateFlaw {

    private CertificateFlaw() {}

    static String describe(List<Throwable> chain) {
        if (has(chain, CertificateExpiredException.class)) {
            return "certificate expired"
                    + time(chain, certificate -> certificate.getNotAfter().toInstant());
        }
        if (has(chain, CertificateNotYetValidException.class)) {
            return "certificate not valid before"
                    + time(chain, certificate -> certificate.getNotBefore().toInstant());
        }
        if (has(chain, CertPathBuilderException.class)) {
            return "certificate of an unknown CA";
        }
        if (has(chain, CertPathValidatorException.class)) {
            return "certificate chain not valid";
        }
        return has(chain, CertificateException.class)
                ? "certificate is not for this host name"
                : "TLS handshake failed";
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> kind) {
        return chain.stream().anyMatch(kind::isInstance);
    }

    private static String time(List<Throwable> chain, Function<X509Certificate, Object> time) {
        return chain.stream()
                .filter(CertPathValidatorException.class::isInstance)
                .map(CertPathValidatorException.class::cast)
                .flatMap(failure -> culprit(failure).stream())
                .findFirst()
                .map(certificate -> " " + time.apply(certificate))
                .orElse("");
    }

    private static Optional<X509Certificate> culprit(CertPathValidatorException failure) {
        if (failure.getCertPath() == null || failure.getIndex() < 0) {
            return Optional.empty();
        }
        Certificate certificate = failure.getCertPath().getCertificates().get(failure.getIndex());
        return certificate instanceof X509Certificate x509 ? Optional.of(x509) : Optional.empty();
    }
}
