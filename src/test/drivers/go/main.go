// Prints what Go libraries say: a line of JSON for each situation of the file that they reject.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	jose "github.com/go-jose/go-jose/v4"
	josejwt "github.com/go-jose/go-jose/v4/jwt"
	"github.com/golang-jwt/jwt/v5"
	"github.com/lestrrat-go/jwx/v2/jwk"
	jwxjwt "github.com/lestrrat-go/jwx/v2/jwt"
)

type situation struct {
	Name, Token, Jwks, Url string
	Fetch                  bool
}

var audience, issuer string

func golangJwt(s situation) error {
	var set jose.JSONWebKeySet
	if err := json.Unmarshal([]byte(s.Jwks), &set); err != nil {
		return err
	}
	key := func(token *jwt.Token) (interface{}, error) {
		kid, _ := token.Header["kid"].(string)
		found := set.Key(kid)
		if len(found) == 0 {
			return nil, fmt.Errorf("key not found: kid %q", kid)
		}
		return found[0].Key, nil
	}
	_, err := jwt.Parse(s.Token, key, jwt.WithAudience(audience), jwt.WithIssuer(issuer), jwt.WithExpirationRequired(),
		jwt.WithValidMethods([]string{"RS256", "ES256"}))
	return err
}

func goJose(s situation) error {
	var set jose.JSONWebKeySet
	if err := json.Unmarshal([]byte(s.Jwks), &set); err != nil {
		return err
	}
	token, err := josejwt.ParseSigned(s.Token, []jose.SignatureAlgorithm{jose.RS256, jose.ES256})
	if err != nil {
		return err
	}
	var claims josejwt.Claims
	if err := token.Claims(&set, &claims); err != nil {
		return err
	}
	return claims.Validate(josejwt.Expected{Issuer: issuer, AnyAudience: josejwt.Audience{audience}, Time: time.Now()})
}

func goOidc(s situation) error {
	set := oidc.NewRemoteKeySet(context.Background(), s.Url)
	_, err := oidc.NewVerifier(issuer, set, &oidc.Config{ClientID: audience}).Verify(context.Background(), s.Token)
	return err
}

func jwx(s situation) error {
	set, err := jwk.Parse([]byte(s.Jwks))
	if err != nil {
		return err
	}
	_, err = jwxjwt.Parse([]byte(s.Token), jwxjwt.WithKeySet(set), jwxjwt.WithValidate(true),
		jwxjwt.WithIssuer(issuer), jwxjwt.WithAudience(audience), jwxjwt.WithRequiredClaim("exp"))
	return err
}

func main() {
	file, _ := os.ReadFile(os.Args[1])
	audience, issuer = os.Args[2], os.Args[3]
	var situations []situation
	if err := json.Unmarshal(file, &situations); err != nil {
		panic(err)
	}
	libraries := []struct {
		name   string
		verify func(situation) error
	}{{"golang-jwt", golangJwt}, {"go-jose", goJose}, {"go-oidc", goOidc}, {"jwx", jwx}}
	for _, each := range situations {
		for _, library := range libraries {
			if each.Fetch && library.name != "go-oidc" {
				continue
			}
			if err := guarded(library.verify, each); err != nil {
				line, _ := json.Marshal(map[string]string{"library": library.name, "situation": each.Name, "text": err.Error()})
				fmt.Println(string(line))
			}
		}
	}
}

func guarded(verify func(situation) error, each situation) (err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = errors.New(fmt.Sprint(panicked))
		}
	}()
	return verify(each)
}
