@authorization @needs-wc-auth @needs-log-in
Feature: Authorization granted
  An app sends a merchant to their store; the merchant approves, and the store sends the app a key.

  @GRANT-01 @MUST
  Rule: The merchant is asked for what the app wants, in words
    Source: WooCommerce REST API, Authentication Endpoint; recordings wc-auth.138, wc-auth.159, wc-auth.160

    Scenario Outline: The app asks for <scope>
      Given the app gives "My App" as its app_name
      And the app asks for the scope "<scope>"
      And the administrator is logged in
      When the app sends the merchant to the store
      Then the store asks the merchant for "<access>" access
      And the page names the app "My App"
      And the page lists the rights "<rights>"

      Examples:
        | scope      | access     | rights                                                                                                                                       |
        | read       | Read       | View coupons, View customers, View orders and sales reports, View products                                                                   |
        | write      | Write      | Create webhooks, Create coupons, Create customers, Create orders, Create products                                                            |
        | read_write | Read/Write | Create webhooks, View and manage coupons, View and manage customers, View and manage orders and sales reports, View and manage products |

  @GRANT-02 @MUST @needs-writes @needs-callback
  Rule: Approving sends the app a key with the rights that it asked for
    Source: WooCommerce REST API, Authentication Endpoint; recordings wc-auth.158, wc-auth.159, wc-auth.160

    Scenario Outline: The merchant approves <scope>
      Given the app asks for the scope "<scope>"
      And the administrator is logged in
      When the app sends the merchant to the store
      And the merchant approves
      Then the app receives a key with the right "<scope>"
      And the merchant comes back to the app, which is told that access was granted

      Examples:
        | scope      |
        | read       |
        | write      |
        | read_write |

  @GRANT-03 @MUST @needs-writes @needs-callback
  Rule: A granted key works at once, and only for what was granted
    Source: WooCommerce REST API, Authentication Endpoint; recordings wc-auth.158, permission.*

    Scenario Outline: A key for <scope> is used to read
      Given the app asks for the scope "<scope>"
      And the administrator is logged in
      And the merchant has approved what the app asks for
      When the client asks for the orders with the key
      Then the store lets the client in

      Examples:
        | scope      |
        | read       |
        | read_write |

    Scenario: A key for write is not for reading
      Given the app asks for the scope "write"
      And the administrator is logged in
      And the merchant has approved what the app asks for
      When the client asks for the orders with the key
      Then the store refuses with 401 "woocommerce_rest_authentication_error"

  @GRANT-04 @MUST @needs-writes @needs-callback
  Rule: The app's name for its user comes back as text, unchanged
    By it the app knows whose key has come.
    Source: WooCommerce REST API, Authentication Endpoint; recordings wc-auth.158, wc-auth.182

    Scenario Outline: The user is <user>
      Given the app gives "<user>" as its user_id
      And the administrator is logged in
      When the app sends the merchant to the store
      And the merchant approves
      Then the app receives a key with the right "read_write"
      And the merchant comes back to the app, which is told that access was granted

      Examples:
        | user        |
        | 123         |
        | 00123       |
        | customer 7  |
        | Küche-日本  |

  @GRANT-05 @MUST
  Rule: The parameters are understood however a language encodes them
    Source: WooCommerce REST API, Authentication Endpoint, the five examples; recordings wc-auth.141, wc-auth.147, wc-auth.149

    Scenario Outline: The app is written in <language>
      Given the app gives "My (own) App*" as its app_name
      And the app writes its URL as <language> does
      And the administrator is logged in
      When the app sends the merchant to the store
      Then the store asks the merchant for "Read/Write" access
      And the page names the app "My (own) App*"

      Examples:
        | language   |
        | curl       |
        | javascript |
        | php        |
        | python     |
        | ruby       |

  @GRANT-06 @MUST
  Rule: A merchant who is not logged in is asked to log in first
    Source: WooCommerce REST API, Authentication Endpoint; recordings wc-auth.141, wc-auth.186

    Scenario: The administrator logs in on the page and is asked
      When the app sends the merchant to the store
      Then the store asks the merchant to log in
      When the administrator logs in on the page
      Then the store asks the merchant for "Read/Write" access

    Scenario: A wrong password
      When the app sends the merchant to the store
      And the administrator logs in on the page with the wrong password
      Then the store asks the merchant to log in
      And the page says "The password you entered for the username"

    Scenario: An unknown user
      When the app sends the merchant to the store
      And somebody logs in on the page as "nobody-of-that-name"
      Then the store asks the merchant to log in
      And the page says "is not registered on this site"

  @GRANT-07 @MUST
  Rule: A shop manager can grant keys
    Source: recordings wc-auth.037, wc-auth.161

    Scenario: The shop manager is asked
      Given the shop manager is logged in
      When the app sends the merchant to the store
      Then the store asks the merchant for "Read/Write" access

  @GRANT-08 @SHOULD
  Rule: An address of the app without a scheme is taken for https
    Source: recordings wc-auth.100, wc-auth.118

    Scenario Outline: The <parameter> has none
      Given the app gives "app.example/path" as its <parameter>
      And the administrator is logged in
      When the app sends the merchant to the store
      Then the store asks the merchant for "Read/Write" access

      Examples:
        | parameter    |
        | return_url   |
        | callback_url |

  @GRANT-09 @SHOULD @needs-writes @needs-callback
  Rule: A callback may redirect, as long as it ends with 200
    Source: recordings wc-auth.167, wc-auth.168

    Scenario Outline: It redirects with <status>
      Given the app's callback redirects with <status> to "/moved"
      And the administrator is logged in
      When the app sends the merchant to the store
      And the merchant approves
      Then the app receives a key with the right "read_write"
      And the merchant comes back to the app, which is told that access was granted

      Examples:
        | status |
        | 301    |
        | 302    |
        | 307    |
