@oauth
Feature: OAuth signatures
  Without TLS a client signs its requests with OAuth 1.0a, "one-legged": with the consumer key and secret alone.

  @OAUTH-01 @MUST
  Rule: A right signature in the query is let in
    Source: RFC 5849 sections 3.4.2 and 3.5.3; WooCommerce REST API, Authentication over HTTP; recordings oauth.ok.001, oauth.ok.002

    Scenario Outline: Signed with <method> for <resource>
      Given the owner's key
      And the client signs with <method>
      When the client asks for <resource> with a signature
      Then the store lets the client in

      Examples:
        | method      | resource         |
        | HMAC-SHA1   | the orders of v1 |
        | HMAC-SHA1   | the orders of v2 |
        | HMAC-SHA1   | the orders of v3 |
        | HMAC-SHA256 | the orders of v3 |
        | HMAC-SHA256 | the products     |

    Scenario: No signature at all
      When the client asks for the orders with no credentials
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

  @OAUTH-02 @MUST
  Rule: A right signature in the Authorization header is let in
    Source: RFC 5849 section 3.5.1; recordings oauth.ok.004, oauth.extra.007, oauth.header.002

    Scenario Outline: Signed with <method>
      Given the owner's key
      And the client signs with <method>
      And the client puts the signature into the header
      When the client asks for the orders with a signature
      Then the store lets the client in

      Examples:
        | method      |
        | HMAC-SHA1   |
        | HMAC-SHA256 |

    Scenario: With a realm, which is not signed
      Given the owner's key
      And the client puts the signature into the header
      And the client names the realm "Orders"
      When the client asks for the orders with a signature
      Then the store lets the client in

    Scenario: A wrong signature in the header
      Given the owner's key, written "{key}" with the secret "cs_0"
      And the client puts the signature into the header
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

  @OAUTH-03 @MUST
  Rule: A right signature in a form body is let in
    Source: RFC 5849 section 3.5.2; recording oauth.body.004

    Scenario: The form holds the protocol's parameters too
      Given the owner's key
      And the client puts the signature into the body
      When the client sends the form "customer_note=a%20b" by POST to an order that is not there with a signature
      Then the store lets the client in and answers 400 "woocommerce_rest_shop_order_invalid_id"

    Scenario: A wrong one
      Given the owner's key, written "{key}" with the secret "cs_0"
      And the client puts the signature into the body
      When the client sends the form "customer_note=a%20b" by POST to an order that is not there with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

  @OAUTH-04 @MUST
  Rule: Parameters are sorted before they are signed, in whatever order they are sent
    Source: RFC 5849 section 3.4.1.3.2; recordings oauth.order.001, oauth.mistake.003, oauth.mistake.004

    Scenario Outline: Sent as <query>
      Given the owner's key
      And the client adds "<query>" to the query
      When the client asks for the orders with a signature
      Then the store lets the client in

      Examples:
        | query                     |
        | status=any&order=asc      |
        | order=asc&status=any      |
        | zzz=1&AAA=2&aaa=3&Zzz=4   |
        | zz=1&oauth_version=1.0    |

    Scenario Outline: Signed wrongly: <mistake>
      Given the owner's key
      And the client adds "Zz=1&aa=2" to the query
      And the client makes the mistake "<mistake>"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

      Examples:
        | mistake                                      |
        | the parameters are not sorted                |
        | the parameters are sorted without regard to case |

  @OAUTH-05 @MUST
  Rule: Values with reserved characters are encoded as RFC 3986 says
    Source: RFC 5849 section 3.6; recordings oauth.value.001 to oauth.value.090, oauth.mistake.008, oauth.mistake.009

    Scenario Outline: The value <value>
      Given the owner's key
      And the client adds "search2=<value>" to the query
      When the client asks for the orders with a signature
      Then the store lets the client in

      Examples:
        | value                  |
        | a%20b                  |
        | a+b                    |
        | a%2Bb                  |
        | 100%25                 |
        | %2520                  |
        | a%26b%3Dc              |
        | ~                      |
        | -._~                   |
        | !%27()*                |
        | caf%C3%A9              |
        | %E2%98%83%F0%9F%9B%92  |
        | /?:@,;                 |
        | %22quoted%22           |
        | %5Bx%5D                |

    Scenario Outline: Signed wrongly: <mistake>
      Given the owner's key
      And the client adds "search2=<value>" to the query
      And the client makes the mistake "<mistake>"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

      Examples:
        | value   | mistake                              |
        | !%27()* | the marks are left bare              |
        | ~       | the tilde is encoded                 |
        | a%20b   | a space becomes a plus               |
        | a%2Fb   | hexadecimal digits are in lower case |

  @OAUTH-06 @MUST
  Rule: Names and values are encoded before sorting, and the whole parameter string once more
    Source: RFC 5849 sections 3.4.1.1 and 3.4.1.3.2; recordings oauth.mistake.006, oauth.mistake.032

    Scenario Outline: Signed wrongly: <mistake>
      Given the owner's key
      And the client adds "search2=a%20b" to the query
      And the client makes the mistake "<mistake>"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

      Examples:
        | mistake                                   |
        | the parameter string is not encoded again |
        | values are encoded twice                  |
        | the base string URI is not encoded        |

    Scenario: Signed rightly
      Given the owner's key
      And the client adds "search2=a%20b" to the query
      When the client asks for the orders with a signature
      Then the store lets the client in

  @OAUTH-07 @SHOULD
  Rule: A list is signed with the indexes that PHP gives it
    Source: recordings oauth.array.001, oauth.array.002, oauth.array.003, oauth.name.023

    Scenario: Without indexes, signed with them
      Given the owner's key
      And the client adds "include[]=1&include[]=2" to the query
      And the client signs "include[0]=1&include[1]=2" in its place
      When the client asks for the orders with a signature
      Then the store lets the client in

    Scenario: Without indexes, signed as sent
      Given the owner's key
      And the client adds "include[]=1&include[]=2" to the query
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

    Scenario: With indexes, signed as sent
      Given the owner's key
      And the client adds "include[0]=1&include[1]=2" to the query
      When the client asks for the orders with a signature
      Then the store lets the client in

  @OAUTH-08 @SHOULD
  Rule: Nested parameters are signed with their brackets, in the order sent
    Only the outermost names are sorted.
    Source: recordings oauth.array.008, oauth.array.009, oauth.array.010

    Scenario Outline: <query>
      Given the owner's key
      And the client adds "<query>" to the query
      When the client asks for the orders with a signature
      Then the store lets the client in

      Examples:
        | query                                |
        | filter[a]=1&filter[b]=2              |
        | meta[a][b]=1&meta[a][c]=2            |
        | filter[a]=a%20b&filter[b]=100%25     |

    Scenario: Signed in sorted order, sent in another
      Given the owner's key
      And the client adds "filter[b]=1&filter[a]=2" to the query
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

  @OAUTH-09 @SHOULD
  Rule: Names are signed as PHP spells them
    Source: recordings oauth.name.001, oauth.name.004, oauth.name.014

    Scenario: A dot, signed as an underscore
      Given the owner's key
      And the client adds "a.b=1" to the query
      And the client signs "a_b=1" in its place
      When the client asks for the orders with a signature
      Then the store lets the client in

    Scenario: A dot, signed as sent
      Given the owner's key
      And the client adds "a.b=1" to the query
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

  @OAUTH-10 @SHOULD
  Rule: Of two parameters with one name only the last is signed
    Source: recording oauth.dup.002

    Scenario: Signed with the last
      Given the owner's key
      And the client adds "a=1&a=2" to the query
      And the client signs "a=2" in its place
      When the client asks for the orders with a signature
      Then the store lets the client in

    Scenario: Signed with both, as RFC 5849 has it
      Given the owner's key
      And the client adds "a=1&a=2" to the query
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

  @OAUTH-11 @MUST
  Rule: A signature made with another secret is refused
    Source: RFC 5849 section 3.2; recordings oauth.bad.001, oauth.mistake.002, oauth.mistake.027, oauth.mistake.028

    Scenario: A wrong secret
      Given the owner's key, written "{key}" with the secret "{secret without its end}"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

    Scenario Outline: Signed wrongly: <mistake>
      Given the owner's key
      And the client makes the mistake "<mistake>"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

      Examples:
        | mistake                                 |
        | the secret stands without its ampersand |
        | the key is used as the secret           |
        | key and secret are joined               |

    Scenario: The right secret
      Given the owner's key
      When the client asks for the orders with a signature
      Then the store lets the client in

  @OAUTH-12 @SHOULD
  Rule: A signature of an unknown key is refused, and told
    Source: recordings oauth.bad.002, oauth.bad.004

    Scenario Outline: In the <place>
      Given a key that the store does not know
      And the client puts the signature into the <place>
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Consumer key is invalid."

      Examples:
        | place  |
        | query  |
        | header |

    Scenario: A known key
      Given the owner's key
      When the client asks for the orders with a signature
      Then the store lets the client in

  @OAUTH-13 @MUST
  Rule: Missing parameters are told by their names
    Source: RFC 5849 sections 3.1 and 3.2; recordings oauth.missing.011, oauth.missing.012, oauth.missing.014

    Scenario Outline: Without <missing>
      Given the owner's key
      And the client leaves out "<missing>"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_missing_parameter", saying "<message>"

      Examples:
        | missing                                                                | message                                                                                          |
        | oauth_consumer_key                                                     | Missing OAuth parameter oauth_consumer_key                                                       |
        | oauth_timestamp                                                        | Missing OAuth parameter oauth_timestamp                                                          |
        | oauth_nonce                                                            | Missing OAuth parameter oauth_nonce                                                              |
        | oauth_signature                                                        | Missing OAuth parameter oauth_signature                                                          |
        | oauth_signature_method                                                 | Missing OAuth parameter oauth_signature_method                                                   |
        | oauth_timestamp, oauth_nonce                                           | Missing OAuth parameters oauth_timestamp, oauth_nonce                                            |
        | oauth_timestamp, oauth_nonce, oauth_signature, oauth_signature_method  | Missing OAuth parameters oauth_timestamp, oauth_nonce, oauth_signature, oauth_signature_method   |

    Scenario: None is missing
      Given the owner's key
      When the client asks for the orders with a signature
      Then the store lets the client in

  @OAUTH-14 @MUST
  Rule: Only HMAC-SHA1 and HMAC-SHA256 are signature methods
    Source: RFC 5849 section 3.2; WooCommerce REST API, Authentication over HTTP; recordings oauth.method.002, oauth.method.004, oauth.method.007

    Scenario Outline: The client says <name>
      Given the owner's key
      And the client names its signature method "<name>"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - signature method is invalid."

      Examples:
        | name        |
        | HMAC-SHA512 |
        | PLAINTEXT   |
        | hmac-sha1   |
        | HMAC-MD5    |
        | RSA-SHA1    |

    Scenario Outline: The client says <method>
      Given the owner's key
      And the client signs with <method>
      When the client asks for the orders with a signature
      Then the store lets the client in

      Examples:
        | method      |
        | HMAC-SHA1   |
        | HMAC-SHA256 |

    Scenario: The client signs with the other method than it says
      Given the owner's key
      And the client makes the mistake "the other algorithm is used"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

  @OAUTH-15 @MUST
  Rule: The signature covers method, scheme, host and path
    Source: RFC 5849 sections 3.4.1.1 and 3.4.1.2; recordings oauth.mistake.013, oauth.mistake.014, oauth.host.004

    Scenario Outline: Signed wrongly: <mistake>
      Given the owner's key
      And the client makes the mistake "<mistake>"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

      Examples:
        | mistake                                     |
        | the method is another                       |
        | the scheme is the other one                 |
        | the host is another                         |
        | the path ends with a slash that is not sent |
        | the query stands in the base string URI     |

    Scenario Outline: <method>, signed rightly
      Given the owner's key
      When the client sends <method> to an order that is not there with a signature
      Then the store lets the client in and answers <status> "woocommerce_rest_shop_order_invalid_id"

      Examples:
        | method | status |
        | GET    | 404    |
        | PUT    | 400    |
        | DELETE | 404    |

  @OAUTH-16 @MUST
  Rule: The signature covers every parameter
    Source: RFC 5849 section 3.4.1.3; recordings oauth.mistake.035, oauth.extra.002

    Scenario Outline: Signed wrongly: <mistake>
      Given the owner's key
      And the client makes the mistake "<mistake>"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

      Examples:
        | mistake                                |
        | a parameter is left out                |
        | the timestamp is changed after signing |
        | the nonce is changed after signing     |
        | oauth_signature is signed too          |

    Scenario: A further parameter of the protocol, signed
      Given the owner's key
      And the client adds the protocol parameter "oauth_version=1.0"
      When the client asks for the orders with a signature
      Then the store lets the client in

  @OAUTH-17 @MUST
  Rule: The form body of a POST is signed
    Source: RFC 5849 section 3.4.1.3.1; recordings oauth.body.002, oauth.body.004

    Scenario: Signed with the body
      Given the owner's key
      When the client sends the form "customer_note=a%20b" by POST to an order that is not there with a signature
      Then the store lets the client in and answers 400 "woocommerce_rest_shop_order_invalid_id"

    Scenario: Signed without the body
      Given the owner's key
      And the client leaves the body unsigned
      When the client sends the form "customer_note=a%20b" by POST to an order that is not there with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

  @OAUTH-18 @SHOULD
  Rule: A JSON body is not signed, nor is the form body of a PUT
    PHP fills $_POST from the form of a POST only.
    Source: recordings oauth.body.007, oauth.body.010, oauth.body.003, oauth.body.006

    Scenario: JSON, unsigned
      Given the owner's key
      When the client sends the JSON '{"customer_note":"a b"}' by POST to an order that is not there with a signature
      Then the store lets the client in and answers 400 "woocommerce_rest_shop_order_invalid_id"

    Scenario: The form of a PUT, unsigned
      Given the owner's key
      And the client leaves the body unsigned
      When the client sends the form "customer_note=a%20b" by PUT to an order that is not there with a signature
      Then the store lets the client in and answers 400 "woocommerce_rest_shop_order_invalid_id"

    Scenario: The form of a PUT, signed as RFC 5849 has it
      Given the owner's key
      When the client sends the form "customer_note=a%20b" by PUT to an order that is not there with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

  @OAUTH-19 @SHOULD @needs-tls
  Rule: A signature is taken over TLS too
    Source: recordings oauth.mix.002, oauth.missing.013, oauth.host.007

    Scenario: Signed for https
      Given the owner's key
      When the client asks for the orders over TLS with a signature
      Then the store lets the client in

    Scenario: Signed for http
      Given the owner's key
      And the client makes the mistake "the scheme is the other one"
      When the client asks for the orders over TLS with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

  @OAUTH-20 @SHOULD
  Rule: The header's scheme is written "OAuth" and not otherwise
    RFC 9110 section 11.1 has scheme names without regard to case; WooCommerce has not.
    Source: recordings oauth.header.006, oauth.header.007

    Scenario Outline: The client writes <scheme>
      Given the owner's key
      And the client puts the signature into the header
      And the client names its scheme "<scheme>"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

      Examples:
        | scheme |
        | oauth  |
        | OAUTH  |

    Scenario: The client writes OAuth
      Given the owner's key
      And the client puts the signature into the header
      When the client asks for the orders with a signature
      Then the store lets the client in

  @OAUTH-21 @MUST
  Rule: The signature is the digest in Base64
    Source: RFC 5849 section 3.4.2; recordings oauth.mistake.021, oauth.mistake.026

    Scenario Outline: Signed wrongly: <mistake>
      Given the owner's key
      And the client makes the mistake "<mistake>"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

      Examples:
        | mistake                      |
        | the digest is in hexadecimal |
        | the padding is dropped       |

    Scenario: In Base64
      Given the owner's key
      When the client asks for the orders with a signature
      Then the store lets the client in
