@hosting @needs-tls
Feature: TLS ends at a proxy
  The client speaks TLS with a proxy, the proxy speaks plain HTTP with the store and does not say so. The store takes
  keys over TLS only, and believes that there is none. Where the proxy tells it and the store believes the proxy,
  nothing of this is left, and everything that is required over TLS holds.

  @HOSTING-05 @SHOULD @fault-tls-ends-at-proxy @nginx @haproxy
  Rule: A store that sees plain HTTP takes no keys, though the client speaks TLS
    Right and wrong keys are answered alike, in the header and in the query: nothing was tried.
    Source: WooCommerce REST API, Authentication over HTTP; recordings basic.plain.003, query.key.004; measured with
    WooCommerce 10.5.0 behind Nginx 1.22 that ends TLS

    Scenario Outline: The owner sends <way>
      Given the owner's key
      When the client asks for the orders over TLS with <way>
      Then the store refuses with 401 "woocommerce_rest_cannot_view", saying "Sorry, you cannot list resources."

      Examples:
        | way                   |
        | the key in the header |
        | the key in the query  |

    Scenario Outline: The owner sends <way> with a wrong secret
      Given the owner's key, written "{key}" with the secret "cs_0"
      When the client asks for the orders over TLS with <way>
      Then the store refuses with 401 "woocommerce_rest_cannot_view", saying "Sorry, you cannot list resources."

      Examples:
        | way                   |
        | the key in the header |
        | the key in the query  |

    Scenario: The owner signs instead
      Given the owner's key
      And the client signs for the store's URL over plain HTTP
      When the client asks for the orders over TLS with a signature
      Then the store lets the client in

  @HOSTING-06 @SHOULD @fault-tls-ends-at-proxy @nginx @haproxy
  Rule: A signature for the plain HTTP URL is let in at the TLS URL, one for the TLS URL is not
    RFC 5849 section 3.4.1.2 signs the scheme of the request; the store makes the base string of the one it sees.
    Source: measured with WooCommerce 10.5.0 behind Nginx 1.22 that ends TLS

    Scenario Outline: Signed for plain HTTP, in the <place>
      Given the owner's key
      And the client signs for the store's URL over plain HTTP
      And the client puts the signature into the <place>
      When the client asks for the orders over TLS with a signature
      Then the store lets the client in

      Examples:
        | place  |
        | query  |
        | header |

    Scenario Outline: Signed for TLS, in the <place>
      Given the owner's key
      And the client puts the signature into the <place>
      When the client asks for the orders over TLS with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

      Examples:
        | place  |
        | query  |
        | header |
