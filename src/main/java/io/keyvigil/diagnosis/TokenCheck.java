package io.keyvigil.diagnosis;

import java.util.List;

/** One question about a token. Answers with at least one finding, always; never throws for what a token holds. */
interface TokenCheck {

    List<Finding> check(TokenUnderDiagnosis token);
}
