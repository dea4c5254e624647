package io.keyvigil.notify;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Derives the failure from an exception of the JDK's HTTP client. The exception's message is not shown: it may contain the address. */
final class NetworkFailure {

    private static final int DEEPEST_CAUSE = 16;

    private NetworkFailure() {}

    static DeliveryResult of(Throwable failure) {
        List<Throwable> chain = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .toList();
        if (has(chain, UnresolvedAddressException.class) || has(chain, UnknownHostException.class)) {
            return DeliveryResult.failed(DeliveryFailure.DNS, "the host name does not resolve");
        }
        if (has(chain, HttpConnectTimeoutException.class)) {
            return DeliveryResult.failed(DeliveryFailure.CONNECT, "no connection in time");
        }
        if (has(chain, ConnectException.class) || has(chain, NoRouteToHostException.class)) {
            return DeliveryResult.failed(DeliveryFailure.CONNECT, "no connection");
        }
        if (has(chain, SSLException.class)) {
            return DeliveryResult.failed(DeliveryFailure.TLS, handshake(chain));
        }
        return DeliveryResult.failed(
                DeliveryFailure.CONNECTION_LOST,
                has(chain, IOException.class) ? "the connection ended before the answer did" : "the request broke off");
    }

    private static String handshake(List<Throwable> chain) {
        if (has(chain, CertPathBuilderException.class)) {
            return "the certificate is of a CA that this machine does not trust";
        }
        return has(chain, CertificateException.class)
                ? "the certificate is not valid now, or not for this host name"
                : "the TLS handshake failed";
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> kind) {
        return chain.stream().anyMatch(kind::isInstance);
    }
}
