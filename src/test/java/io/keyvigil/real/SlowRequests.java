package io.keyvigil.real;

import java.util.List;

/** Beginnings of requests whose rest does not come. */
final class SlowRequests {

    private static final String POST = "POST /diagnose HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n";

    static final List<String> BEGINNINGS = List.of(
            POST + "Content-Length: 1000\r\n\r\na",
            POST + "Transfer-Encoding: chunked\r\n\r\n3e8\r\na",
            POST + "Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n",
            POST + "X-Never-Ending: a",
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na",
            "G");

    private SlowRequests() {}
}
