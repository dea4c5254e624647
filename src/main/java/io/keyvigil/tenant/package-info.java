/** The watch list: from a file and the environment to validated records, and its changes while the process runs. */
package io.keyvigil.tenant;
