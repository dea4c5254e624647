/**
 * Why is this token rejected? One token in, findings out: everything that a check may look at is put into one record, every
 * check answers, and a fixed precedence picks the cause. Reads the watch's states; asks for a poll where a key is not known.
 */
package io.keyvigil.diagnosis;
