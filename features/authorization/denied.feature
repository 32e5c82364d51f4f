@authorization @needs-wc-auth @needs-log-in
Feature: Authorization denied
  A merchant, or the store, says no: no key leaves the store.

  @DENY-01 @MUST
  Rule: A merchant who denies comes back to the app with success=0, and no key is made
    Source: WooCommerce REST API, Authentication Endpoint; recording wc-auth.192

    Scenario Outline: The <user> denies <scope>
      Given the app asks for the scope "<scope>"
      And the <user> is logged in
      When the app sends the merchant to the store
      And the merchant denies
      Then the merchant comes back to the app, which is told that access was denied
      And the app receives nothing

      Examples:
        | user          | scope      |
        | administrator | read       |
        | administrator | write      |
        | administrator | read_write |
        | shop manager  | read_write |

    @needs-writes @needs-callback
    Scenario: The administrator approves
      Given the administrator is logged in
      When the app sends the merchant to the store
      And the merchant approves
      Then the app receives a key with the right "read_write"
      And the merchant comes back to the app, which is told that access was granted

  @DENY-02 @MUST
  Rule: Who may not manage the store may not grant a key
    Source: recordings wc-auth.055, wc-auth.185

    Scenario Outline: The <user> is refused
      Given the <user> is logged in
      When the app sends the merchant to the store
      Then the store denies access, saying "You do not have permission to access this page."
      And the app receives nothing

      Examples:
        | user       |
        | customer   |
        | author     |
        | subscriber |

    Scenario: The shop manager is asked
      Given the shop manager is logged in
      When the app sends the merchant to the store
      Then the store asks the merchant for "Read/Write" access

  @DENY-03 @MUST @needs-writes
  Rule: An approve link is worth nothing to another user or session
    Source: recordings wc-auth.183, wc-auth.185

    Scenario Outline: The <user> follows the administrator's link
      Given the administrator is logged in
      When the app sends the merchant to the store
      Then the store asks the merchant for "Read/Write" access
      When the <user> logs in and follows the old approve link
      Then the store denies access, saying "Invalid nonce verification."
      And the app receives nothing

      Examples:
        | user          |
        | administrator |
        | shop manager  |

    @needs-writes @needs-callback
    Scenario: The administrator follows it in the same session
      Given the administrator is logged in
      When the app sends the merchant to the store
      And the merchant approves
      Then the app receives a key with the right "read_write"
      And the merchant comes back to the app, which is told that access was granted

  @DENY-04 @MUST @needs-clock @needs-writes
  Rule: An approve link expires within a day
    Source: recording wc-auth.183; WordPress, Nonces

    Scenario: A day later
      Given the administrator is logged in
      When the app sends the merchant to the store
      And 86400 seconds pass
      And the merchant approves
      Then the store denies access, saying "Invalid nonce verification."

    @needs-writes @needs-callback
    Scenario: A moment later
      Given the administrator is logged in
      When the app sends the merchant to the store
      And 60 seconds pass
      And the merchant approves
      Then the app receives a key with the right "read_write"
      And the merchant comes back to the app, which is told that access was granted

  @DENY-05 @MUST
  Rule: Who has logged out is asked to log in again
    Source: recordings wc-auth.023, wc-auth.186

    Scenario: The administrator logs out on the page
      Given the administrator is logged in
      When the app sends the merchant to the store
      And the merchant logs out
      Then the store asks the merchant to log in
      And the app receives nothing
