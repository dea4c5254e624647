/** What Keyvigil is deployed and watched with: the manifests of k8s, the container files and Grafana's dashboard. */
package io.keyvigil.deploy;
