package io.keyvigil.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a diagnosis request's body by name: of a form, or of a JSON object with members of a request. Any other text is
 * the member {@code token}. At most 256 KiB are read. {@code toString} shows no content.
 *
 * <ol>
 *   <li>JSON and forms of OAuth are not requests but pasted texts: a response of the token endpoint, a redirect.
 *   <li>An unknown member is reported only if the member {@code token} is present: it is then a misspelled option.
 * </ol>
 */
record DiagnosisBody(Map<String, String> members) {

    private static final int MOST_OCTETS = 256 * 1024;
    private static final int MAX_FIELDS = 64;

    private static final String TOKEN = "token";
    private static final String ERROR = "error";
    /** Parameters from the IANA registry of OAuth parameters; {@code error} alone is a member of a request. */
    private static final Set<String> OAUTH = Set.of(
            "access_token",
            "id_token",
            "refresh_token",
            "token_type",
            "token_type_hint",
            "issued_token_type",
            "error_description",
            "error_uri",
            "error_codes",
            "grant_type",
            "assertion",
            "client_assertion",
            "subject_token",
            "client_id",
            "client_secret");

    static DiagnosisBody read(InputStream body, String contentType) {
        String text = text(body);
        boolean declared = contentType.startsWith("application/json");
        if (declared || text.stripLeading().startsWith("{")) {
            return json(text, declared);
        }
        if (contentType.startsWith("application/x-www-form-urlencoded") && isForm(text)) {
            return form(text)
                    .filter(DiagnosisBody::isRequest)
                    .map(DiagnosisBody::new)
                    .orElseGet(() -> ofText(text));
        }
        return ofText(text);
    }

    private static DiagnosisBody ofText(String text) {
        return new DiagnosisBody(Map.of(TOKEN, text));
    }

    /**
     * Whether the object is a request: it has the member {@code token}, or known members only, and is not of OAuth. Any other
     * object is a misspelled request or a pasted text.
     */
    private static boolean isRequest(Map<String, String> members) {
        boolean known = members.containsKey(TOKEN) || DiagnosisParameters.areKnown(members.keySet());
        return known && !isOfOauth(members);
    }

    Optional<String> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    private static String text(InputStream body) {
        try {
            byte[] octets = body.readNBytes(MOST_OCTETS + 1);
            if (octets.length > MOST_OCTETS) {
                throw ProblemException.tooLarge("a diagnosis request has at most 256 KiB");
            }
            return new String(octets, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw ProblemException.badRequest("the body ended before it was complete");
        }
    }

    /** Whether the text is a form. The content type does not show it: by default, curl also sends a raw token as a form. */
    private static boolean isForm(String text) {
        return text.startsWith(TOKEN + "=") || text.contains("&" + TOKEN + "=") || text.startsWith(ERROR + "=");
    }

    /** Parses a form; empty if it has more fields than any request. */
    private static Optional<Map<String, String>> form(String text) {
        String[] fields = text.strip().split("&", MAX_FIELDS + 1);
        if (fields.length > MAX_FIELDS) {
            return Optional.empty();
        }
        Map<String, String> members = new HashMap<>();
        for (String field : fields) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                members.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return Optional.of(members);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("the form is not properly percent-encoded");
        }
    }

    /** @param declared whether the content type is JSON; text of another syntax is then an error */
    private static DiagnosisBody json(String text, boolean declared) {
        try {
            Optional<Map<String, String>> object = JsonMembers.of(text);
            if (object.isPresent()) {
                Map<String, String> members = object.get();
                boolean pasted = !isRequest(members) && (!declared || isOfOauth(members));
                return pasted ? ofText(text) : new DiagnosisBody(members);
            }
        } catch (JsonProcessingException e) {
            if (declared) {
                throw ProblemException.badRequest("the body is not one JSON object of at most "
                        + JsonMembers.MAX_MEMBERS + " members without repeated ones" + JsonMembers.place(e));
            }
        }
        if (declared) {
            throw ProblemException.badRequest("the JSON body is an object with the member token or error");
        }
        return ofText(text);
    }

    private static boolean isOfOauth(Map<String, String> members) {
        return OAUTH.stream().anyMatch(members::containsKey);
    }

    @Override
    public String toString() {
        return "DiagnosisBody";
    }
}
