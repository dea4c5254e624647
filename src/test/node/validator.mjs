// One of npm's validators in front of one JWK Set: a token a line on standard input, and for each a line on standard
// output, "accepted" or "rejected" and why. Arguments: which validator, the set's address, and in milliseconds the life of
// its cache and its cooldown.
import { createPublicKey } from 'node:crypto'
import { createInterface } from 'node:readline'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import jwksRsa from 'jwks-rsa'

const [which, address, life, cooldown] = process.argv.slice(2)

function jose () {
  const keys = createRemoteJWKSet(new URL(address), { cacheMaxAge: Number(life), cooldownDuration: Number(cooldown) })
  return token => jwtVerify(token, keys)
}

function jwksRsaClient () {
  const client = jwksRsa({ jwksUri: address, cache: true, cacheMaxAge: Number(life) })
  return async token => {
    const key = await client.getSigningKey(decodeProtectedHeader(token).kid)
    return jwtVerify(token, createPublicKey(key.getPublicKey()))
  }
}

const verify = which === 'jose' ? jose() : jwksRsaClient()
for await (const token of createInterface({ input: process.stdin })) {
  const answer = await verify(token).then(() => 'accepted', error => `rejected ${error.name}: ${error.message}`)
  console.log(answer.split('\n')[0])
}
