/** The watch list: reads a file and the environment into validated records, and applies their changes while the process runs. */
package io.keyvigil.tenant;
