@oauth @timestamps
Feature: Timestamps
  A signed request is good for fifteen minutes, so that one that was overheard is soon worth nothing.

  @TIME-01 @MUST
  Rule: A timestamp within fifteen minutes of the store's clock is accepted
    Source: RFC 5849 section 3.3; WooCommerce REST API, Authentication over HTTP; recordings time.offset.015, time.offset.018

    Scenario Outline: <seconds> seconds from now
      Given the owner's key
      And the client signs <seconds> seconds from now
      When the client asks for the orders with a signature
      Then the store lets the client in

      Examples:
        | seconds |
        | -890    |
        | -60     |
        | 0       |
        | 60      |
        | 890     |

    Scenario: Far outside of them
      Given the owner's key
      And the client signs -86400 seconds from now
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid timestamp."

  @TIME-02 @MUST
  Rule: A timestamp further away is refused
    Source: RFC 5849 section 3.3; recordings time.offset.027, time.offset.034

    Scenario Outline: <seconds> seconds from now, in the <place>
      Given the owner's key
      And the client puts the signature into the <place>
      And the client signs <seconds> seconds from now
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid timestamp."

      Examples:
        | seconds | place  |
        | -910    | query  |
        | 910     | query  |
        | -3600   | header |
        | 3600    | header |

    Scenario: Now
      Given the owner's key
      When the client asks for the orders with a signature
      Then the store lets the client in

  @TIME-03 @MUST
  Rule: A timestamp that is no number of seconds is refused
    Source: RFC 5849 section 3.3; recordings time.odd.001, time.odd.003, time.odd.009, time.odd.029

    Scenario Outline: <timestamp>
      Given the owner's key
      And the client signs with the timestamp "<timestamp>"
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid timestamp."

      Examples:
        | timestamp           |
        | now                 |
        | -{now}              |
        | {now}000            |
        | 2026-11-21T12:00:00 |
        | 1                   |

    Scenario: The number of seconds
      Given the owner's key
      And the client signs with the timestamp "{now}"
      When the client asks for the orders with a signature
      Then the store lets the client in

  @TIME-04 @SHOULD
  Rule: The timestamp is judged only when the signature is right
    Source: recordings nonce.013, oauth.bad.001

    Scenario: A wrong secret and an old timestamp
      Given the owner's key, written "{key}" with the secret "cs_0"
      And the client signs -3600 seconds from now
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

    Scenario: The right secret and an old timestamp
      Given the owner's key
      And the client signs -3600 seconds from now
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid timestamp."

  @TIME-05 @MUST @needs-clock
  Rule: A signed request expires
    Source: RFC 5849 section 3.3; recording time.offset.027

    Scenario: Sent after sixteen minutes
      Given the owner's key
      And the store's clock stands still
      And the client signs 0 seconds from now
      When 960 seconds pass
      And the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid timestamp."

    Scenario: Sent after fourteen
      Given the owner's key
      And the store's clock stands still
      And the client signs 0 seconds from now
      When 840 seconds pass
      And the client asks for the orders with a signature
      Then the store lets the client in
