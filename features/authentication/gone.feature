@gone
Feature: Deleted users and revoked keys
  A key that is gone lets nobody in, from the next request on.

  @GONE-01 @MUST @needs-tls @persona-revoked
  Rule: A revoked key is unknown
    Source: recordings basic.key.056, query.key.019

    Scenario Outline: With <way>
      Given the revoked key
      When the client asks for the orders with <way>
      Then the store refuses with 401 "woocommerce_rest_cannot_view", saying "Sorry, you cannot list resources."

      Examples:
        | way                   |
        | the key in the header |
        | the key in the query  |

    Scenario: A key that was not revoked
      Given the owner's key
      When the client asks for the orders with the key in the header
      Then the store lets the client in

  @GONE-02 @MUST @needs-tls @persona-deletedUser
  Rule: With a user go the user's keys
    WooCommerce deletes them as WordPress deletes the user: the key is unknown, not forbidden.
    Source: recordings basic.key.050, query.key.017

    Scenario Outline: With <way>
      Given the deleted user's key
      When the client asks for the orders with <way>
      Then the store refuses with 401 "woocommerce_rest_cannot_view", saying "Sorry, you cannot list resources."

      Examples:
        | way                   |
        | the key in the header |
        | the key in the query  |

    Scenario: A key whose user is there
      Given the owner's key
      When the client asks for the orders with the key in the header
      Then the store lets the client in

  @GONE-03 @SHOULD
  Rule: A signature of a key that is gone is refused as one of an unknown key
    Source: recordings oauth.key.026, oauth.bad.002

    Scenario Outline: <key>
      Given <key>
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Consumer key is invalid."

      Examples:
        | key                    |
        | the revoked key        |
        | the deleted user's key |

    Scenario: A key that is there
      Given the owner's key
      When the client asks for the orders with a signature
      Then the store lets the client in

  @GONE-04 @SHOULD @needs-tls
  Rule: A key without a user authenticates nobody
    Its row is there, so the secret is compared; then nobody is logged in, and it is 401, not 403.
    Source: recordings basic.key.067, basic.key.073

    Scenario Outline: <key>
      Given <key>
      When the client asks for the orders with the key in the header
      Then the store refuses with 401 "woocommerce_rest_cannot_view", saying "Sorry, you cannot list resources."

      Examples:
        | key                       |
        | the key of a missing user |
        | the key of user 0         |

    Scenario: A key with a user
      Given the owner's key
      When the client asks for the orders with the key in the header
      Then the store lets the client in
