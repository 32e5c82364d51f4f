@legacy
Feature: The legacy API
  The API of before the REST API, /wc-api/v1 to v3, with rules and errors of its own. WooCommerce had it built in until
  9.0; since then a plugin brings it. Every refusal of credentials has one code, woocommerce_api_authentication_error.

  @LEGACY-01 @MUST @needs-legacy-api
  Rule: The index is open to everybody
    Source: WooCommerce legacy REST API v3, Index; recordings legacy.route.002, legacy.route.003, legacy.route.078

    Scenario Outline: <resource>
      When the client asks the legacy API for <resource> over plain HTTP with no credentials
      Then the legacy API lets the client in

      Examples:
        | resource                     |
        | the index                    |
        | the index with a slash       |
        | the index of v1              |
        | the index with a slash of v2 |

    Scenario: The orders are not
      When the client asks the legacy API for the orders over plain HTTP with no credentials
      Then the legacy API refuses with 404, saying "oauth_consumer_key parameter is missing"

  @LEGACY-02 @MUST @needs-legacy-api @needs-tls
  Rule: Over TLS a consumer key with its secret is let in, in the header and in the query
    Source: WooCommerce legacy REST API v3, Authentication over HTTPS; recordings legacy.key.004, legacy.key.049, legacy.key.102

    Scenario Outline: <resource> with <way>
      Given the owner's key
      When the client asks the legacy API for <resource> with <way>
      Then the legacy API lets the client in

      Examples:
        | resource          | way                   |
        | the orders        | the key in the header |
        | the orders        | the key in the query  |
        | the orders of v1  | the key in the header |
        | the orders of v2  | the key in the query  |
        | the products      | the key in the header |
        | the products of v1 | the key in the query |
        | the products of v2 | the key in the header |
        | the customers     | the key in the query  |
        | the customers of v1 | the key in the header |
        | the customers of v2 | the key in the query |
        | the coupons       | the key in the header |
        | the coupons of v1 | the key in the query  |
        | the order count   | the key in the query  |
        | the reports of v1 | the key in the header |

    Scenario Outline: <resource> with <way> and another secret
      Given the owner's key, written "{key}" with the secret "<secret>"
      When the client asks the legacy API for <resource> with <way>
      Then the legacy API refuses with 401, saying "<message>"

      Examples:
        | resource         | way                   | secret                   | message                     |
        | the orders       | the key in the query  | {secret without its end} | Consumer secret is invalid. |
        | the orders       | the key in the header | cs_0                     | Consumer Secret is invalid. |
        | the orders of v1 | the key in the header | {secret}:x               | Consumer secret is invalid. |
        | the orders of v2 | the key in the query  | {secret without prefix}  | Consumer secret is invalid. |

  @LEGACY-03 @MUST @needs-legacy-api @needs-tls
  Rule: Without TLS a key with its secret lets nobody in
    Only signatures are looked for, so that the client hears of their parameters.
    Source: WooCommerce legacy REST API v3, Authentication; recordings legacy.route.083, legacy.route.035

    Scenario Outline: <resource> with <way>
      Given the owner's key
      When the client asks the legacy API for <resource> over plain HTTP with <way>
      Then the legacy API refuses with 404, saying "oauth_consumer_key parameter is missing"

      Examples:
        | resource         | way                   |
        | the orders       | the key in the header |
        | the orders       | the key in the query  |
        | the orders of v1 | the key in the query  |

    Scenario: Over TLS
      Given the owner's key
      When the client asks the legacy API for the orders over TLS with the key in the query
      Then the legacy API lets the client in

  @LEGACY-04 @MUST @needs-legacy-api @needs-tls
  Rule: Over TLS a signature lets nobody in
    Unlike wc/v1 to wc/v3, which take one over TLS too.
    Source: recordings legacy.oauth.005, legacy.route.082

    Scenario Outline: <resource>
      Given the owner's key
      When the client asks the legacy API for <resource> over TLS with a signature
      Then the legacy API refuses with <status>, saying "<message>"

      Examples:
        | resource         | status | message                     |
        | the orders       | 401    | Consumer Secret is invalid. |
        | the orders of v1 | 404    | Consumer key is missing.    |
        | the orders of v2 | 404    | Consumer key is missing.    |

    Scenario: Without TLS
      Given the owner's key
      When the client asks the legacy API for the orders over plain HTTP with a signature
      Then the legacy API lets the client in

  @LEGACY-05 @SHOULD @needs-legacy-api @needs-tls
  Rule: In v3 the challenge of Basic has taken the place of "Consumer key is missing"
    Documentation of older stores shows "Consumer key is missing" when a web server strips the Authorization header.
    v1 and v2 still say it. v3 says that the secret is invalid, whatever is missing or wrong, and sends a challenge.
    Source: RFC 9110 section 11.6.1; recordings legacy.route.082, legacy.bad.103, legacy.bad.111

    Scenario: The header is stripped
      Given the owner's key
      And the web server strips the Authorization header
      When the client asks the legacy API for the orders with the key in the header
      Then the legacy API refuses with 401, saying "Consumer Secret is invalid."
      And it sends the challenge of Basic

    Scenario Outline: The client writes the key "<key>" with the secret "<secret>"
      Given the owner's key, written "<key>" with the secret "<secret>"
      When the client asks the legacy API for the orders with the key in the header
      Then the legacy API refuses with 401, saying "Consumer Secret is invalid."
      And it sends the challenge of Basic

      Examples:
        | key   | secret   |
        |       | {secret} |
        | {key} |          |
        | 0     | {secret} |
        | {key} | cs_0     |

    Scenario: A wrong secret in the query is told without a challenge
      Given the owner's key, written "{key}" with the secret "cs_0"
      When the client asks the legacy API for the orders with the key in the query
      Then the legacy API refuses with 401, saying "Consumer secret is invalid."
      And it sends no challenge

    Scenario: The header arrives
      Given the owner's key
      When the client asks the legacy API for the orders with the key in the header
      Then the legacy API lets the client in

  @LEGACY-06 @SHOULD @needs-legacy-api @needs-tls
  Rule: v1 and v2 tell whether key or secret is missing, with 404
    Source: recordings legacy.route.010, legacy.bad.009, legacy.bad.058, legacy.bad.087

    Scenario Outline: <resource>, the key "<key>" with the secret "<secret>"
      Given the owner's key, written "<key>" with the secret "<secret>"
      When the client asks the legacy API for <resource> with the key in the header
      Then the legacy API refuses with 404, saying "<message>"
      And it sends no challenge

      Examples:
        | resource         | key   | secret   | message                     |
        | the orders of v1 |       | {secret} | Consumer key is missing.    |
        | the orders of v2 | 0     | {secret} | Consumer key is missing.    |
        | the orders of v2 | {key} |          | Consumer secret is missing. |
        | the orders of v1 | {key} | 0        | Consumer secret is missing. |

    Scenario: Nothing is missing
      Given the owner's key
      When the client asks the legacy API for the orders of v1 with the key in the header
      Then the legacy API lets the client in

  @LEGACY-07 @SHOULD @needs-legacy-api @needs-tls
  Rule: v3 takes key and secret from the query, v1 and v2 from the header, when both are there
    Source: recordings legacy.bad.104, legacy.bad.004; WooCommerce legacy REST API v3, Authentication over HTTPS

    Scenario Outline: <resource>, wrong in the query
      Given the owner's key, written "{key}" with the secret "cs_0"
      And the client sends the Authorization header of the owner's key too
      When the client asks the legacy API for <resource> with the key in the query
      Then the legacy API refuses with 401, saying "Consumer secret is invalid."

      Examples:
        | resource   |
        | the orders |

    Scenario Outline: <resource>, right in the header
      Given the owner's key, written "{key}" with the secret "cs_0"
      And the client sends the Authorization header of the owner's key too
      When the client asks the legacy API for <resource> with the key in the query
      Then the legacy API lets the client in

      Examples:
        | resource         |
        | the orders of v1 |
        | the orders of v2 |

  @LEGACY-08 @SHOULD @needs-legacy-api @needs-tls
  Rule: A key that is not there is told
    Over TLS too, where wc/v1 to wc/v3 keep silent.
    Source: recordings legacy.bad.101, legacy.key.027, legacy.key.126, legacy.key.122

    Scenario Outline: <key>, <resource> with <way>
      Given <key>
      When the client asks the legacy API for <resource> with <way>
      Then the legacy API refuses with 401, saying "Consumer key is invalid."

      Examples:
        | key                              | resource         | way                   |
        | a key that the store does not know | the orders       | the key in the header |
        | a key that the store does not know | the orders of v1 | the key in the query  |
        | a key that the store does not know | the orders       | a signature           |
        | the revoked key                  | the orders       | the key in the query  |
        | the deleted user's key           | the orders       | a signature           |

    Scenario: A key that is there
      Given the owner's key
      When the client asks the legacy API for the orders with the key in the query
      Then the legacy API lets the client in

  @LEGACY-09 @SHOULD @needs-legacy-api @needs-tls
  Rule: A key without a user is refused
    Source: recordings legacy.key.130, legacy.key.133, legacy.key.134

    Scenario Outline: <key>
      Given <key>
      When the client asks the legacy API for the orders with the key in the header
      Then the legacy API refuses with 401, saying "API user is invalid"

      Examples:
        | key                       |
        | the key of a missing user |
        | the key of user 0         |

    Scenario: A key with a user
      Given the owner's key
      When the client asks the legacy API for the orders with the key in the header
      Then the legacy API lets the client in

  @LEGACY-10 @SHOULD @needs-legacy-api @needs-tls @since-9.0
  Rule: The plugin takes key and secret in capitals and with spaces around them
    Source: recordings legacy.bad.013, legacy.bad.019, legacy.bad.021, legacy.bad.114 of wc-10.5

    Scenario Outline: The key "<key>" with the secret "<secret>"
      Given the owner's key, written "<key>" with the secret "<secret>"
      When the client asks the legacy API for the orders with the key in the query
      Then the legacy API lets the client in

      Examples:
        | key         | secret         |
        | {KEY}       | {SECRET}       |
        | {key}\u0020 | \u0020{secret} |

    Scenario: A tag around the key
      Given the owner's key, written "<b>{key}</b>" with the secret "{secret}"
      When the client asks the legacy API for the orders with the key in the query
      Then the legacy API refuses with 401, saying "Consumer key is invalid."

  @LEGACY-11 @SHOULD @needs-legacy-api @needs-tls @before-9.0
  Rule: The built-in API takes the key without spaces and tags around it, and the secret as it is
    Source: recordings legacy.bad.021, legacy.bad.114, legacy.bad.139 of wc-8.2

    Scenario: A tag around the key
      Given the owner's key, written "<b>{key}</b>\u0020" with the secret "{secret}"
      When the client asks the legacy API for the orders with the key in the query
      Then the legacy API lets the client in

    Scenario Outline: The key "<key>" with the secret "<secret>"
      Given the owner's key, written "<key>" with the secret "<secret>"
      When the client asks the legacy API for the orders with the key in the query
      Then the legacy API refuses with 401, saying "<message>"

      Examples:
        | key   | secret         | message                     |
        | {KEY} | {secret}       | Consumer key is invalid.    |
        | {key} | {SECRET}       | Consumer secret is invalid. |
        | {key} | {secret}\u0020 | Consumer secret is invalid. |

  @LEGACY-12 @MUST @needs-legacy-api @needs-plain-http
  Rule: Parameters of the signature that are missing are named one by one, with 404
    Source: WooCommerce legacy REST API v3, Authentication over HTTP; recordings legacy.missing.022, legacy.missing.025, legacy.oauth.019

    Scenario Outline: Without <missing>
      Given the owner's key
      And the client leaves out "<missing>"
      When the client asks the legacy API for the orders over plain HTTP with a signature
      Then the legacy API refuses with 404, saying "<first> parameter is missing"

      Examples:
        | missing                                    | first                  |
        | oauth_consumer_key                         | oauth_consumer_key     |
        | oauth_timestamp                            | oauth_timestamp        |
        | oauth_nonce                                | oauth_nonce            |
        | oauth_signature                            | oauth_signature        |
        | oauth_signature_method                     | oauth_signature_method |
        | oauth_signature, oauth_nonce               | oauth_nonce            |

    Scenario: A signature in the header is not looked for
      Given the owner's key
      And the client puts the signature into the header
      When the client asks the legacy API for the orders over plain HTTP with a signature
      Then the legacy API refuses with 404, saying "oauth_consumer_key parameter is missing"

    Scenario: None is missing
      Given the owner's key
      When the client asks the legacy API for the orders over plain HTTP with a signature
      Then the legacy API lets the client in

  @LEGACY-13 @MUST @needs-legacy-api @needs-plain-http
  Rule: v3 takes what is signed as RFC 5849 says, with HMAC-SHA1 and HMAC-SHA256
    Source: RFC 5849 section 3.4; recordings legacy.key.101, legacy.oauth.020, legacy.oauth.021, legacy.oauth.022

    Scenario Outline: <resource> with <method>
      Given the owner's key
      And the client signs with <method>
      When the client asks the legacy API for <resource> over plain HTTP with a signature
      Then the legacy API lets the client in

      Examples:
        | resource        | method      |
        | the orders      | HMAC-SHA1   |
        | the orders      | HMAC-SHA256 |
        | the products    | HMAC-SHA1   |
        | the order count | HMAC-SHA256 |

    Scenario Outline: Signed wrongly: <mistake>
      Given the owner's key
      And the client makes the mistake "<mistake>"
      When the client asks the legacy API for the orders over plain HTTP with a signature
      Then the legacy API refuses with 401, saying "Invalid signature - provided signature does not match."

      Examples:
        | mistake                                 |
        | the secret stands without its ampersand |
        | the key is used as the secret           |
        | the parameters are not sorted           |
        | the scheme is the other one             |
        | the host is another                     |
        | a parameter is left out                 |

    Scenario Outline: The client says <name>
      Given the owner's key
      And the client names its signature method "<name>"
      When the client asks the legacy API for the orders over plain HTTP with a signature
      Then the legacy API refuses with 401, saying "Invalid signature - signature method is invalid."

      Examples:
        | name        |
        | HMAC-SHA512 |
        | PLAINTEXT   |

  @LEGACY-14 @SHOULD @needs-legacy-api @needs-plain-http
  Rule: v1 and v2 take signatures without the ampersand behind the secret, and no others
    RFC 5849 section 3.4.2 demands it even where there is no token, and so does v3. The built-in API takes the path that
    is asked for into the base string URI; since WooCommerce 9, with the plugin, it is the path of v3.
    Source: recordings legacy.sign.001, legacy.sign.010, legacy.sign.026, legacy.sign.030 of rights-5.8 to rights-10.5; legacy.key.002, legacy.time.001

    @before-9.0
    Scenario Outline: <resource>, without the ampersand
      Given the owner's key
      And the client makes the mistake "the secret stands without its ampersand"
      When the client asks the legacy API for <resource> over plain HTTP with a signature
      Then the legacy API lets the client in

      Examples:
        | resource         |
        | the orders of v1 |
        | the orders of v2 |

    @before-9.0
    Scenario Outline: <resource>, without the ampersand, for the path of v3
      Given the owner's key
      And the client makes the mistake "the secret stands without its ampersand, and the path is that of v3"
      When the client asks the legacy API for <resource> over plain HTTP with a signature
      Then the legacy API refuses with 401, saying "Invalid signature - provided signature does not match."

      Examples:
        | resource         |
        | the orders of v1 |
        | the orders of v2 |

    @since-9.0
    Scenario Outline: The plugin: <resource>, without the ampersand, for the path of v3
      Given the owner's key
      And the client makes the mistake "the secret stands without its ampersand, and the path is that of v3"
      When the client asks the legacy API for <resource> over plain HTTP with a signature
      Then the legacy API lets the client in

      Examples:
        | resource         |
        | the orders of v1 |
        | the orders of v2 |

    @since-9.0
    Scenario Outline: The plugin: <resource>, without the ampersand, for the path that is asked for
      Given the owner's key
      And the client makes the mistake "the secret stands without its ampersand"
      When the client asks the legacy API for <resource> over plain HTTP with a signature
      Then the legacy API refuses with 401, saying "Invalid signature - provided signature does not match."

      Examples:
        | resource         |
        | the orders of v1 |
        | the orders of v2 |

    Scenario Outline: <resource>, as RFC 5849 says
      Given the owner's key
      When the client asks the legacy API for <resource> over plain HTTP with a signature
      Then the legacy API refuses with 401, saying "Invalid signature - provided signature does not match."

      Examples:
        | resource         |
        | the orders of v1 |
        | the orders of v2 |

  @LEGACY-15 @SHOULD @needs-legacy-api @needs-plain-http
  Rule: In v3 what is in filter[…] is signed in the order sent
    Source: recording legacy.oauth.025

    Scenario: Sent in sorted order
      Given the owner's key
      And the client adds "filter[a]=1&filter[b]=2" to the query
      When the client asks the legacy API for the reports over plain HTTP with a signature
      Then the legacy API lets the client in

    Scenario: Signed in sorted order, sent in another
      Given the owner's key
      And the client adds "filter[b]=1&filter[a]=2" to the query
      When the client asks the legacy API for the reports over plain HTTP with a signature
      Then the legacy API refuses with 401, saying "Invalid signature - provided signature does not match."

  @LEGACY-16 @SHOULD @needs-legacy-api @needs-plain-http
  Rule: In v3 a slash at the end of the path is signed
    Source: recording legacy.oauth.024

    Scenario: Signed and sent
      Given the owner's key
      When the client asks the legacy API for the orders with a slash over plain HTTP with a signature
      Then the legacy API lets the client in

    Scenario: Signed, not sent
      Given the owner's key
      And the client makes the mistake "the path ends with a slash that is not sent"
      When the client asks the legacy API for the order count over plain HTTP with a signature
      Then the legacy API refuses with 401, saying "Invalid signature - provided signature does not match."

  @LEGACY-17 @MUST @needs-legacy-api @needs-plain-http
  Rule: A timestamp within fifteen minutes of the store's clock is accepted, one further away is not
    Source: RFC 5849 section 3.3; recordings legacy.time.009, legacy.time.011, legacy.time.012

    Scenario Outline: <seconds> seconds from now
      Given the owner's key
      And the client signs <seconds> seconds from now
      When the client asks the legacy API for the orders over plain HTTP with a signature
      Then the legacy API lets the client in

      Examples:
        | seconds |
        | -890    |
        | 0       |
        | 890     |

    Scenario Outline: <seconds> seconds from now, too far
      Given the owner's key
      And the client signs <seconds> seconds from now
      When the client asks the legacy API for the orders over plain HTTP with a signature
      Then the legacy API refuses with 401, saying "Invalid timestamp."

      Examples:
        | seconds |
        | -910    |
        | 910     |

  @LEGACY-18 @MUST @needs-legacy-api @needs-plain-http
  Rule: A request that was sent before is refused
    Source: RFC 5849 section 3.3; recording legacy.nonce.003

    Scenario: Sent twice
      Given the owner's key
      When the client asks the legacy API for the orders over plain HTTP with a signature
      Then the legacy API lets the client in
      But sent again the legacy API refuses it with 401, saying "Invalid nonce - nonce has already been used."

  @LEGACY-19 @MUST @needs-legacy-api
  Rule: A key does what its permissions say, and it is 401 where they do not
    Source: WooCommerce legacy REST API v3, Authentication; recordings legacy.key.103, legacy.method.041, legacy.method.047, legacy.method.042

    Scenario Outline: <key> sends <method>
      Given <key>
      When the client sends <method> to the legacy API for an order that is not there with the key
      Then the legacy API refuses with 401, saying "The API key provided does not have <lacking> permissions."

      Examples:
        | key                         | method | lacking |
        | the writer's key            | GET    | read    |
        | the reader's key            | POST   | write   |
        | the reader's key            | PUT    | write   |
        | the reader's key            | DELETE | write   |
        | the key without permissions | GET    | read    |
        | the key without permissions | PUT    | write   |

    Scenario Outline: <key> may send <method>
      Given <key>
      When the client sends <method> to the legacy API for an order that is not there with the key
      Then the legacy API lets the client in and answers 404 "woocommerce_api_no_order_found"

      Examples:
        | key              | method |
        | the reader's key | GET    |
        | the writer's key | PUT    |
        | the writer's key | DELETE |
        | the owner's key  | POST   |

  @LEGACY-20 @SHOULD @needs-legacy-api
  Rule: A user who may not read the orders is shown none
    It is no error, and X-WC-Total counts them all the same.
    Source: recordings legacy.key.016, legacy.key.064, legacy.key.118

    Scenario Outline: <key>
      Given <key>
      When the client asks the legacy API for the orders with the key
      Then the legacy API lets the client in and shows nothing

      Examples:
        | key                  |
        | the customer's key   |
        | the subscriber's key |

    Scenario: A user who may
      Given the manager's key
      When the client asks the legacy API for the orders with the key
      Then the legacy API lets the client in

  @LEGACY-21 @SHOULD @needs-legacy-api @needs-tls
  Rule: What is not there, and methods that are none, are told by their codes
    Source: recordings legacy.route.101, legacy.route.033, legacy.route.105, legacy.method.052

    Scenario Outline: <method>, <resource>
      Given the owner's key
      When the client sends <method> to the legacy API for <resource> with the key in the header
      Then the legacy API lets the client in and answers <status> "<code>"

      Examples:
        | method  | resource                         | status | code                               |
        | GET     | a route that is not there        | 404    | woocommerce_api_no_route           |
        | GET     | an order that is not there       | 404    | woocommerce_api_no_order_found     |
        | GET     | an order that is not there of v1 | 404    | woocommerce_api_invalid_order      |
        | DELETE  | an order that is not there of v1 | 404    | woocommerce_api_no_route           |
        | OPTIONS | an order that is not there       | 400    | woocommerce_api_unsupported_method |

    Scenario: Who is not let in does not hear of it
      When the client asks the legacy API for a route that is not there over TLS with no credentials
      Then the legacy API refuses with 401, saying "Consumer Secret is invalid."

  @LEGACY-22 @SHOULD @needs-legacy-api
  Rule: A version that there is none of is no API
    The path belongs to the callbacks of payment gateways then.
    Source: recordings route.048, route.134

    Scenario: v9
      When the client asks the legacy API for the orders of v9 over plain HTTP with no credentials
      Then the store takes it for the callback of a gateway that it does not have

    Scenario: v3
      When the client asks the legacy API for the index of v3 over plain HTTP with no credentials
      Then the legacy API lets the client in

  @LEGACY-23 @SHOULD @since-9.0
  Rule: A store without the legacy API says that it is disabled
    The one answer in which `errors` is an object and not a list.
    Source: WooCommerce 9.0 release notes; WooCommerce legacy REST API v3, Index

    Scenario Outline: <resource>
      Given a store without the legacy API
      When the client asks the legacy API for <resource> with no credentials
      Then the store says that the legacy API is disabled

      Examples:
        | resource         |
        | the index        |
        | the orders of v1 |

    @needs-legacy-api
    Scenario: A store that has it
      When the client asks the legacy API for the index with no credentials
      Then the legacy API lets the client in
