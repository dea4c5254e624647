package io.keyvigil.diagnosis.message;

import java.util.regex.Pattern;

/**
 * The patterns of codes and values in error texts. Every repetition is bounded: a search takes time linear in the
 * length of the text.
 */
final class MessagePatterns {

    private static final String QUOTE = "['\"`\u2018\u2019\u201c\u201d]";
    private static final String PLAIN = "[A-Za-z0-9:/._~+={}|-]";
    private static final String QUOTED_VALUE = QUOTE + "(" + PLAIN + "{1,256})" + QUOTE;
    private static final String QUOTED_LIST = QUOTE + "([A-Za-z0-9:/._~+={}|, -]{1,512})" + QUOTE;
    private static final String GUID = "([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})(?![0-9A-Fa-f])";
    private static final String THEN_TIME = "( ?\\(UTC\\))?[\\s:='\"\\[(]{0,6}(" + MessageTime.FORM + ")";

    static final Pattern CODE =
            Pattern.compile("(?i)(?<![A-Za-z0-9_-])(AADSTS|AADB2C|IDX)[:# -]{0,2}(\\d{4,8})(?![0-9A-Za-z_-])");
    static final Pattern CODE_LIST =
            Pattern.compile("error_codes[\"']?\\s{0,3}[:=]\\s{0,3}\\[([0-9,\\s]{4,200})]", Pattern.CASE_INSENSITIVE);
    static final Pattern CODE_PAGE = Pattern.compile("/error\\?code=(\\d{4,8})(?!\\d)");

    static final Pattern CURRENT_TIME = time("current time|evaluation time|current date");
    static final Pattern TIMESTAMP = time("\\btimestamp");
    static final Pattern VALID_FROM = time("valid from|validfrom|not before|valid before|notbefore|used before|\\bnbf");
    static final Pattern VALID_UNTIL =
            time("expiry time(?: of assertion)?|token expiry|expire[sd] at|milliseconds ago at|validto|expiration"
                    + " time|\\bexp");
    static final Pattern KEY_VALID_FROM = time("\\bstart");
    static final Pattern KEY_VALID_UNTIL = time("\\bend");

    private static final String HEXADECIMAL = "[A-F0-9]{40,160}|[A-F0-9]{2}(?::[A-F0-9]{2}){19,31}";
    private static final String BASE64 = "[A-Za-z0-9_+/-]{27}={0,1}|[A-Za-z0-9_+/-]{43}={0,1}";
    static final Pattern THUMBPRINT =
            Pattern.compile("(?i)(?:thumbprint|\\bx5t)[^'\":=]{0,40}[\"']?\\s{0,2}[:=]\\s{0,2}[\"']?(" + HEXADECIMAL
                    + "|" + BASE64 + ")(?![A-Za-z0-9_=+/.-])");
    static final Pattern KID = Pattern.compile(
            "(?i)\\bkid(?:[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?|\\s{0,3}[\"'])(" + PLAIN + "{1,256})(?!" + PLAIN + ")");
    static final Pattern WITH_KID =
            Pattern.compile("(?i)(?:with|for|unknown) kid ([A-Za-z0-9_-]{1,256})(?!" + PLAIN + ")");
    static final Pattern HELD_KID = Pattern.compile("KeyId\\s{0,2}[:=]\\s{0,2}" + QUOTED_VALUE);

    static final Pattern ISSUER = Pattern.compile(
            "(?i)(?:(?<!expected |requested |configured |required |valid )\\bissuer\\s{0,2}:?\\s{0,2}|different"
                    + " provider, expected "
                    + QUOTE + PLAIN + "{1,256}" + QUOTE + " got )" + QUOTED_VALUE + "(?! provided in)");
    static final Pattern ACCEPTED_ISSUERS = Pattern.compile("(?i)validissuers?\\s{0,2}:?\\s{0,2}" + QUOTED_LIST);
    static final Pattern AUDIENCE =
            Pattern.compile("(?i)(?<!expected )\\baudiences?\\s{0,2}:?\\s{0,2}\\[?" + QUOTED_LIST);
    static final Pattern AUDIENCE_GOT =
            Pattern.compile("(?i)expected audience " + QUOTE + PLAIN + "{1,256}" + QUOTE + ",? got \\[" + QUOTED_VALUE);
    static final Pattern ACCEPTED_AUDIENCES =
            Pattern.compile("(?i)(?:validaudiences?\\s{0,2}:?\\s{0,2}|expected audience )" + QUOTED_LIST);
    static final Pattern SUBJECT = Pattern.compile("(?i)\\bsubject\\s{0,2}:?\\s{0,2}'([^'\\s]{1,256})'");

    static final Pattern KEYS_IN_CONFIGURATION =
            Pattern.compile("(?i)number of keys in configuration\\s{0,2}:?\\s{0,2}['\"]?(\\d{1,6})(?!\\d)");
    static final Pattern KEYS_IN_PARAMETERS =
            Pattern.compile("(?i)number of keys in tokenvalidationparameters\\s{0,2}:?\\s{0,2}['\"]?(\\d{1,6})(?!\\d)");
    static final Pattern CORRELATION_ID =
            Pattern.compile("(?i)correlation[ _-]?id[\"']?\\s{0,2}[:=]\\s{0,2}[\"']?" + GUID);
    static final Pattern TRACE_ID = Pattern.compile("(?i)trace[ _-]?id[\"']?\\s{0,2}[:=]\\s{0,2}[\"']?" + GUID);

    private MessagePatterns() {}

    private static Pattern time(String label) {
        return Pattern.compile("(?i)(?:" + label + ")" + THEN_TIME);
    }
}
