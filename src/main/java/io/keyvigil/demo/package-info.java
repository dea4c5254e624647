/** A provider on loopback that really rotates its keys, and the story that it plays. */
package io.keyvigil.demo;
