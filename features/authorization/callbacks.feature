@authorization @needs-wc-auth @needs-log-in @needs-callback @needs-writes
Feature: Callbacks that fail
  A key that the app did not take is deleted again, and the merchant is told.

  @CALLBACK-01 @MUST
  Rule: Only a final 200 counts as taken
    Source: recordings wc-auth.164, wc-auth.166, wc-auth.170, wc-auth.171, wc-auth.172, wc-auth.174

    Scenario Outline: The callback answers <status>
      Given the app's callback answers <status>
      And the administrator is logged in
      When the app sends the merchant to the store
      And the merchant approves
      Then the store denies access, saying "An error occurred in the request and at the time were unable to send the consumer data."

      Examples:
        | status |
        | 201    |
        | 202    |
        | 204    |
        | 400    |
        | 401    |
        | 403    |
        | 404    |
        | 500    |

    Scenario: The callback answers 200
      Given the app's callback answers 200
      And the administrator is logged in
      When the app sends the merchant to the store
      And the merchant approves
      Then the app receives a key with the right "read_write"
      And the merchant comes back to the app, which is told that access was granted

  @CALLBACK-02 @MUST
  Rule: A key whose callback failed does not work
    Source: recordings wc-auth.164, basic.key.056, oauth.key.026

    Scenario Outline: The callback answered <status>
      Given the app's callback answers <status>
      And the administrator is logged in
      And the merchant has approved what the app asks for
      When the client asks for the orders with the key
      Then the store refuses it as a key that it does not know

      Examples:
        | status |
        | 201    |
        | 500    |

    Scenario: The callback answered 200
      Given the app's callback answers 200
      And the administrator is logged in
      And the merchant has approved what the app asks for
      When the client asks for the orders with the key
      Then the store lets the client in

  @CALLBACK-03 @MUST
  Rule: A callback that cannot be reached is told to the merchant
    Source: recordings wc-auth.176, wc-auth.178

    Scenario: There is no such host
      Given the app gives "https://no-such-host.invalid/callback" as its callback_url
      And the administrator is logged in
      When the app sends the merchant to the store
      And the merchant approves
      Then the store denies access
      And the app receives nothing

    Scenario: The host is there
      Given the administrator is logged in
      When the app sends the merchant to the store
      And the merchant approves
      Then the app receives a key with the right "read_write"
      And the merchant comes back to the app, which is told that access was granted
