package io.keyvigil.provider;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Determines the network error from the exception of the JDK's HTTP client. */
final class NetworkFlaw {

    private static final int DEEPEST_CAUSE = 16;

    private NetworkFlaw() {}

    static Flaw of(Throwable failure, HttpAddress address) {
        List<Throwable> chain = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .toList();
        if (has(chain, UnresolvedAddressException.class) || has(chain, UnknownHostException.class)) {
            return flaw(FetchFailure.DNS, "the host name does not resolve", address);
        }
        if (has(chain, HttpConnectTimeoutException.class)) {
            return flaw(FetchFailure.CONNECT, "no connection in time, TLS handshake included", address);
        }
        if (has(chain, ConnectException.class) || has(chain, NoRouteToHostException.class)) {
            return flaw(FetchFailure.CONNECT, "no connection", address);
        }
        if (has(chain, SSLException.class)) {
            return flaw(FetchFailure.TLS, CertificateFlaw.describe(chain), address);
        }
        boolean malformed = has(chain, ProtocolException.class) || !has(chain, IOException.class);
        return flaw(
                FetchFailure.CONNECTION_LOST,
                malformed ? "the answer is not proper HTTP" : "the connection ended before the answer did",
                address);
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> kind) {
        return chain.stream().anyMatch(kind::isInstance);
    }

    private static Flaw flaw(FetchFailure reason, String what, HttpAddress address) {
        return new Flaw(reason, what + ": " + address);
    }
}
