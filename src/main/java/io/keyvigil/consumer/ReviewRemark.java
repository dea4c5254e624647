package io.keyvigil.consumer;

/**
 * A setting of a consumer that does not go with what its provider does.
 *
 * @param explanation what does not fit, for people
 * @param remedy what to change, for people
 */
public record ReviewRemark(Code code, String explanation, String remedy) {

    /** The conflict. */
    public enum Code {
        ISSUER_MISMATCH("issuer-mismatch"),
        ISSUER_NOT_PUBLISHED("issuer-not-published"),
        AUDIENCE_MISMATCH("audience-mismatch"),
        ALGORITHM_NOT_ACCEPTED("algorithm-not-accepted"),
        ALGORITHM_NOT_OFFERED("algorithm-not-offered"),
        ALGORITHM_SYMMETRIC("algorithm-symmetric"),
        LEEWAY_BELOW_DRIFT("leeway-below-drift"),
        LEEWAY_NEARLY_USED("leeway-nearly-used"),
        LEEWAY_TOO_LONG("leeway-too-long");

        private final String code;

        Code(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
