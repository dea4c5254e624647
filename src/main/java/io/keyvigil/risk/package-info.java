/**
 * Assesses current and future risks. The state of tenants, consumers, the clock and Keyvigil itself is compared with one list of
 * risks, each with a deadline. A risk fires and resolves; listeners receive each change.
 */
package io.keyvigil.risk;
