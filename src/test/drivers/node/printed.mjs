// Prints what JavaScript libraries say: a line of JSON for each situation of the file that they reject.
import { readFileSync } from "node:fs";
import * as jose from "jose";
import jsonwebtoken from "jsonwebtoken";
import jwksRsa from "jwks-rsa";
import { createVerifier } from "fast-jwt";
import * as aws from "aws-jwt-verify";
import { createPublicKey } from "node:crypto";

const [file, audience, issuer] = process.argv.slice(2);
const options = { audience, issuer, requiredClaims: ["exp"] };

const libraries = {
  jose: ({ token, jwks }) => jose.jwtVerify(token, jose.createLocalJWKSet(JSON.parse(jwks)), options),
  "jose-remote": ({ token, url }) =>
    jose.jwtVerify(token, jose.createRemoteJWKSet(new URL(url), { timeoutDuration: 2000 }), options),
  jsonwebtoken: ({ token, jwks }) => {
    const header = jsonwebtoken.decode(token, { complete: true })?.header ?? {};
    const keys = JSON.parse(jwks).keys ?? [];
    const key = keys.find((candidate) => candidate.kid === header.kid);
    const pem = key && createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" });
    return jsonwebtoken.verify(token, pem, { audience, issuer });
  },
  "jwks-rsa": ({ token, url }) =>
    new Promise((resolve, reject) => {
      const client = jwksRsa({ jwksUri: url, cache: false, rateLimit: false, timeout: 2000 });
      const key = (header, done) => client.getSigningKey(header.kid, (error, found) => done(error, found?.getPublicKey()));
      jsonwebtoken.verify(token, key, { audience, issuer }, (error, claims) => (error ? reject(error) : resolve(claims)));
    }),
  "fast-jwt": ({ token, jwks }) => {
    const key = JSON.parse(jwks).keys[0];
    const pem = createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" });
    return createVerifier({ key: pem, allowedAud: audience, allowedIss: issuer, requiredClaims: ["exp"] })(token);
  },
  "aws-jwt-verify": ({ token, jwks }) => {
    const verifier = (aws.JwtVerifier ?? aws.JwtRsaVerifier).create({ issuer, audience, jwksUri: issuer + "/jwks" });
    verifier.cacheJwks(JSON.parse(jwks));
    return verifier.verifySync(token);
  },
};

const text = (error) => {
  const texts = [];
  for (let at = error; at instanceof Error && texts.length < 6; at = at.cause) {
    texts.push(at.name + ": " + at.message + (at.code ? " [" + at.code + "]" : ""));
  }
  return texts.length ? texts.join(" <- ") : String(error);
};

for (const situation of JSON.parse(readFileSync(file, "utf8"))) {
  for (const [library, verify] of Object.entries(libraries)) {
    if (situation.fetch && !["jose-remote", "jwks-rsa"].includes(library)) {
      continue;
    }
    try {
      await verify(situation);
    } catch (error) {
      console.log(JSON.stringify({ library, situation: situation.name, text: text(error) }));
    }
  }
}
