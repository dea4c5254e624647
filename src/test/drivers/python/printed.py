"""Prints what Python libraries say: a line of JSON for each situation of the file that they reject."""
import json
import sys
import warnings

warnings.simplefilter("ignore")
AUDIENCE, ISSUER = sys.argv[2], sys.argv[3]


def pyjwt(situation):
    import jwt
    keys = jwt.PyJWKSet.from_dict(json.loads(situation["jwks"]))
    header = jwt.get_unverified_header(situation["token"])
    key = keys[header["kid"]] if "kid" in header else keys.keys[0]
    jwt.decode(situation["token"], key.key, algorithms=["RS256", "ES256"], audience=AUDIENCE, issuer=ISSUER)


def pyjwt_client(situation):
    import jwt
    key = jwt.PyJWKClient(situation["url"]).get_signing_key_from_jwt(situation["token"])
    jwt.decode(situation["token"], key.key, algorithms=["RS256"], audience=AUDIENCE, issuer=ISSUER,
               options={"require": ["exp", "iss", "aud"]})


def python_jose(situation):
    from jose import jwt
    jwt.decode(situation["token"], json.loads(situation["jwks"]), algorithms=["RS256", "ES256"], audience=AUDIENCE,
               issuer=ISSUER)


def authlib(situation):
    from authlib.jose import JsonWebKey, JsonWebToken
    keys = JsonWebKey.import_key_set(json.loads(situation["jwks"]))
    options = {"iss": {"essential": True, "value": ISSUER}, "aud": {"essential": True, "value": AUDIENCE},
               "exp": {"essential": True}}
    JsonWebToken(["RS256", "ES256"]).decode(situation["token"], keys, claims_options=options).validate()


def joserfc(situation):
    from joserfc import jwt
    from joserfc.jwk import KeySet
    keys = KeySet.import_key_set(json.loads(situation["jwks"]))
    token = jwt.decode(situation["token"], keys, algorithms=["RS256", "ES256"])
    jwt.JWTClaimsRegistry(iss={"essential": True, "value": ISSUER}, aud={"essential": True, "value": AUDIENCE},
                          exp={"essential": True}).validate(token.claims)


def jwcrypto(situation):
    from jwcrypto import jwk, jwt
    keys = jwk.JWKSet.from_json(situation["jwks"])
    jwt.JWT(jwt=situation["token"], key=keys, algs=["RS256", "ES256"],
            check_claims={"iss": ISSUER, "aud": AUDIENCE, "exp": None})


def chain(error):
    texts = []
    while error is not None and len(texts) < 6:
        texts.append(type(error).__module__ + "." + type(error).__name__ + ": " + str(error))
        error = error.__cause__
    return " <- ".join(texts)


LIBRARIES = [pyjwt, pyjwt_client, python_jose, authlib, joserfc, jwcrypto]
for each in json.load(open(sys.argv[1], encoding="utf-8")):
    for library in LIBRARIES:
        if each["fetch"] and library is not pyjwt_client:
            continue
        try:
            library(each)
        except Exception as error:
            print(json.dumps({"library": library.__name__, "situation": each["name"], "text": chain(error)}))
