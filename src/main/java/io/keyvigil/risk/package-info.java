/**
 * What could go wrong next, or goes wrong now: the state of tenants, consumers, the clock and of Keyvigil itself is judged
 * against one list of risks, each with a deadline. A risk fires and resolves; whoever wants to know listens.
 */
package io.keyvigil.risk;
