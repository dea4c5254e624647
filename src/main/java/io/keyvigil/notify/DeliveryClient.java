package io.keyvigil.notify;

/** Delivers a message to its receiver. A failure of the outside world is a result, never an exception. */
interface DeliveryClient {
    DeliveryResult post(Message message);
}
