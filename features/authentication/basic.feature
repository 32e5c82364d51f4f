@basic @needs-tls
Feature: Basic credentials over TLS
  A client shows its consumer key and secret as user-id and password of the Basic scheme.

  @BASIC-01 @MUST
  Rule: A consumer key with its secret is let in
    Source: RFC 7617 section 2; WooCommerce REST API, Authentication over HTTPS; recording basic.ok.029

    Scenario Outline: The owner reads <resource>
      Given the owner's key
      When the client asks for <resource> with the key in the header
      Then the store lets the client in

      Examples:
        | resource            |
        | the orders of v1    |
        | the orders of v2    |
        | the orders of v3    |
        | the products of v1  |
        | the products of v3  |
        | the customers of v3 |
        | the coupons of v3   |

  @BASIC-02 @MUST
  Rule: A wrong secret of a known key is refused, and told
    Source: RFC 9110 section 15.5.2; recordings basic.bad.013, basic.bad.023, basic.bad.025, basic.bad.032

    Scenario Outline: The secret is sent <fault>
      Given the owner's key, written "{key}" with the secret "<secret>"
      When the client asks for the orders with the key in the header
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Consumer secret is invalid."

      Examples:
        | fault                  | secret                   |
        | with a space behind it | {secret}\u0020           |
        | with a space before it | \u0020{secret}           |
        | in capitals            | {SECRET}                 |
        | without its end        | {secret without its end} |
        | without its prefix     | {secret without prefix}  |
        | with more behind it    | {secret}:x               |
        | as another             | cs_0                     |

    Scenario: The same key with its own secret
      Given the owner's key
      When the client asks for the orders with the key in the header
      Then the store lets the client in

  @BASIC-03 @SHOULD
  Rule: An unknown key is answered as if no credentials had been sent
    The same bytes: nobody can find out which keys there are.
    Source: recordings basic.bad.001, basic.bad.005, basic.bad.035

    Scenario: A key that the store does not know
      Given a key that the store does not know
      When the client asks for the orders with the key in the header
      Then the store refuses with 401 "woocommerce_rest_cannot_view", saying "Sorry, you cannot list resources."

    Scenario Outline: The key is sent <fault>
      Given the owner's key, written "<key>" with the secret "<secret>"
      When the client asks for the orders with the key in the header
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

      Examples:
        | fault                 | key                  | secret   |
        | in the secret's place | {secret}             | {key}    |
        | without its prefix    | {key without prefix} | {secret} |
        | with more behind it   | {key}0               | {secret} |
        | with a quote          | '{key}               | {secret} |

    Scenario: The owner's own key
      Given the owner's key
      When the client asks for the orders with the key in the header
      Then the store lets the client in

  @BASIC-04 @SHOULD
  Rule: The key is trimmed and stripped of tags before it is looked up, the secret is not
    Source: recordings basic.bad.017, basic.bad.019, basic.bad.041

    Scenario Outline: The key is written as "<key>"
      Given the owner's key, written "<key>" with the secret "{secret}"
      When the client asks for the orders with the key in the header
      Then the store lets the client in

      Examples:
        | key          |
        | \u0020{key}  |
        | {key}\u0020  |
        | <b>{key}</b> |

    Scenario: The secret is not trimmed
      Given the owner's key, written "{key}" with the secret "{secret}\u0020"
      When the client asks for the orders with the key in the header
      Then the store refuses with 401 "woocommerce_rest_authentication_error"

  @BASIC-05 @MUST
  Rule: The scheme's name is read without regard to case
    Source: RFC 9110 section 11.1; RFC 7617 section 2; recording basic.header.003

    Scenario Outline: The client writes <scheme>
      Given the owner's key
      And the client sends the Authorization header "<scheme> {pair}"
      When the client asks for the orders with the key in the header
      Then the store lets the client in

      Examples:
        | scheme |
        | Basic  |
        | basic  |
        | BASIC  |

  @BASIC-06 @MUST @needs-plain-http
  Rule: Key and secret let nobody in over plain HTTP
    Source: RFC 7617 section 4; WooCommerce REST API, Authentication over HTTP; recordings basic.plain.003, query.key.004

    Scenario Outline: The owner sends <way> over plain HTTP
      Given the owner's key
      When the client asks for the orders over plain HTTP with <way>
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

      Examples:
        | way                   |
        | the key in the header |
        | the key in the query  |

    Scenario: The owner sends the same over TLS
      Given the owner's key
      When the client asks for the orders over TLS with the key in the header
      Then the store lets the client in

  @BASIC-07 @MUST
  Rule: What is no pair of key and secret lets nobody in
    Source: RFC 7617 section 2; recordings basic.header.011, basic.header.015, basic.header.021, basic.header.025

    Scenario Outline: The client sends <what>
      Given the owner's key
      And the client sends the Authorization header "<field>"
      When the client asks for the orders with the key in the header
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

      Examples:
        | what                     | field                |
        | a pair that is no Base64 | Basic {key}:{secret} |
        | the scheme alone         | Basic                |
        | another scheme           | Bearer {pair}        |
        | the pair alone           | {pair}               |

    Scenario: The client sends the pair
      Given the owner's key
      And the client sends the Authorization header "Basic {pair}"
      When the client asks for the orders with the key in the header
      Then the store lets the client in

  @BASIC-08 @SHOULD
  Rule: A refusal carries no challenge
    RFC 9110 section 15.5.2 wants a WWW-Authenticate field with every 401; WooCommerce sends none on wc/v1 to wc/v3.
    Clients that wait for one never send their key.
    Source: recordings basic.bad.013, basic.bad.001

    Scenario: A wrong secret
      Given the owner's key, written "{key}" with the secret "cs_0"
      When the client asks for the orders with the key in the header
      Then the store refuses with 401 "woocommerce_rest_authentication_error"
      And it sends no challenge

    Scenario: No credentials
      When the client asks for the orders over TLS with no credentials
      Then the store refuses with 401 "woocommerce_rest_cannot_view"
      And it sends no challenge

  @BASIC-09 @MUST
  Rule: Without credentials nothing is shown but the index
    Source: RFC 9110 section 15.5.2; recordings basic.header.002, basic.key.054

    Scenario Outline: Nobody asks for <resource>
      When the client asks for <resource> over TLS with no credentials
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

      Examples:
        | resource      |
        | the orders    |
        | the products  |
        | the customers |
        | the coupons   |

    Scenario: Nobody asks for the index
      When the client asks for the index over TLS with no credentials
      Then the store lets the client in
