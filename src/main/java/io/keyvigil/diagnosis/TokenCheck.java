package io.keyvigil.diagnosis;

import java.util.List;

/** One check of a token. Always returns at least one finding; never throws, whatever the token contains. */
interface TokenCheck {

    List<Finding> check(TokenUnderDiagnosis token);
}
