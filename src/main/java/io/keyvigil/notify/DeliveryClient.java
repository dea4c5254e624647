package io.keyvigil.notify;

/** Hands a message to its receiver. What the outside world does wrong is a result, never an exception. */
interface DeliveryClient {
    DeliveryResult post(Message message);
}
