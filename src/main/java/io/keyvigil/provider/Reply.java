package io.keyvigil.provider;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The response to one HTTP request, before redirects.
 *
 * @param asked the start of the request
 * @param roundTrip the time until the headers were received
 */
record Reply(HttpResponse<Optional<byte[]>> response, Instant asked, Duration roundTrip) {

    int status() {
        return response.statusCode();
    }

    HttpHeaders headers() {
        return response.headers();
    }

    Instant received() {
        return asked.plus(roundTrip);
    }

    String protocol() {
        return overHttp2() ? "HTTP/2" : "HTTP/1.1";
    }

    boolean overHttp2() {
        return response.version() == HttpClient.Version.HTTP_2;
    }

    /** The earliest expiry of the certificates that the server sent. */
    Optional<Instant> tlsNotAfter() {
        return response.sslSession().stream()
                .flatMap(Reply::certificates)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder());
    }

    private static Stream<Certificate> certificates(SSLSession session) {
        try {
            return Stream.of(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException withoutCertificate) {
            return Stream.empty();
        }
    }
}
