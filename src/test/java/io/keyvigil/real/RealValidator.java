package io.keyvigil.real;

/** A validator in front of one provider, as a service that accepts tokens has it. Asked by one thread at a time. */
interface RealValidator extends AutoCloseable {

    /** Returns where the token is accepted, and throws where it is not. */
    void validate(String token) throws Exception;

    @Override
    default void close() {}
}
