@oauth @nonces
Feature: Nonces
  A nonce is good once, so that nobody can send an overheard request again.

  @NONCE-01 @MUST
  Rule: A request that was sent before is refused
    Source: RFC 5849 section 3.3; recordings nonce.001, nonce.003

    Scenario Outline: Signed with <method> in the <place>, sent twice
      Given the owner's key
      And the client signs with <method>
      And the client puts the signature into the <place>
      When the client asks for the orders with a signature
      Then the store lets the client in
      But sent again the store refuses it with 401 "woocommerce_rest_authentication_error", saying "Invalid nonce - nonce has already been used."

      Examples:
        | method      | place  |
        | HMAC-SHA1   | query  |
        | HMAC-SHA256 | header |

  @NONCE-02 @SHOULD
  Rule: A nonce is used up for every request of its key
    RFC 5849 lets a nonce be used again with another timestamp; WooCommerce does not.
    Source: recordings nonce.006, nonce.007, nonce.009

    Scenario: Signed anew, with another timestamp
      Given the owner's key
      And the client has used the nonce "a" 60 seconds ago
      When the client asks for the orders with a signature and the nonce "a"
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid nonce - nonce has already been used."

    Scenario: Signed anew, for another path
      Given the owner's key
      And the client has used the nonce "a" 60 seconds ago
      When the client asks for the products with a signature and the nonce "a"
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid nonce - nonce has already been used."

    Scenario: Another nonce
      Given the owner's key
      And the client has used the nonce "a" 60 seconds ago
      When the client asks for the orders with a signature and the nonce "b"
      Then the store lets the client in

  @NONCE-03 @MUST @persona-reader
  Rule: Each key has nonces of its own
    Source: RFC 5849 section 3.3; recording nonce.008

    Scenario: Another client uses the same
      Given the owner's key
      And the client has used the nonce "a" 60 seconds ago
      And the reader's key
      When the client asks for the orders with a signature and the nonce "a"
      Then the store lets the client in

    Scenario: The same client uses it again
      Given the owner's key
      And the client has used the nonce "a" 60 seconds ago
      When the client asks for the orders with a signature and the nonce "a"
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid nonce - nonce has already been used."

  @NONCE-04 @SHOULD
  Rule: A request that was refused uses up no nonce
    Source: recording nonce.013

    Scenario: Refused for its timestamp
      Given the owner's key
      And the client was refused with the nonce "a" for a timestamp of -3600 seconds
      When the client asks for the orders with a signature and the nonce "a"
      Then the store lets the client in

    Scenario: Let in
      Given the owner's key
      And the client has used the nonce "a" 60 seconds ago
      When the client asks for the orders with a signature and the nonce "a"
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid nonce - nonce has already been used."

  @NONCE-05 @SHOULD
  Rule: A nonce is used up even when there is nothing at the path
    Source: recording nonce.015

    Scenario: A route that is not there, twice
      Given the owner's key
      When the client asks for a route that is not there with a signature
      Then the store lets the client in and answers 404 "rest_no_route"
      But sent again the store refuses it with 401 "woocommerce_rest_authentication_error", saying "Invalid nonce - nonce has already been used."

  @NONCE-06 @SHOULD
  Rule: Nonces differ in letter case
    Source: recording nonce.016

    Scenario: In capitals
      Given the owner's key
      And the client has used the nonce "a" 60 seconds ago
      When the client asks for the orders with a signature and the nonce "A"
      Then the store lets the client in

    Scenario: In small letters again
      Given the owner's key
      And the client has used the nonce "a" 60 seconds ago
      When the client asks for the orders with a signature and the nonce "a"
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid nonce - nonce has already been used."

  @NONCE-07 @SHOULD
  Rule: Of two nonces with one timestamp only the second is remembered
    WooCommerce keeps nonces by their timestamps: a hole that a client must not rely on and that a test must know.
    Source: recording nonce.010

    Scenario: The first one again
      Given the owner's key
      And the client has used the nonce "a" 60 seconds ago
      And the client has used the nonce "b" 60 seconds ago
      When the client asks for the orders with a signature and the nonce "a"
      Then the store lets the client in

    Scenario: The second one again
      Given the owner's key
      And the client has used the nonce "a" 60 seconds ago
      And the client has used the nonce "b" 60 seconds ago
      When the client asks for the orders with a signature and the nonce "b"
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid nonce - nonce has already been used."
