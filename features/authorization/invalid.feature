@authorization @needs-wc-auth @needs-log-in
Feature: Invalid requests for authorization
  What an app gets wrong is told to the merchant, and nobody is asked for anything.

  @INVALID-01 @MUST
  Rule: All five parameters are mandatory
    Source: WooCommerce REST API, Authentication Endpoint; recordings wc-auth.026, wc-auth.031, wc-auth.035, wc-auth.082

    Scenario Outline: The <parameter> is left out
      Given the app leaves out its <parameter>
      And the administrator is logged in
      When the app sends the merchant to the store
      Then the store denies access, saying "Missing parameter <parameter>."

      Examples:
        | parameter    |
        | app_name     |
        | scope        |
        | user_id      |
        | return_url   |
        | callback_url |

    Scenario Outline: The user_id is "<value>", which counts as none
      Given the app gives "<value>" as its user_id
      And the administrator is logged in
      When the app sends the merchant to the store
      Then the store denies access, saying "Missing parameter user_id."

      Examples:
        | value |
        |       |
        | 0     |

    Scenario: All five are there
      Given the administrator is logged in
      When the app sends the merchant to the store
      Then the store asks the merchant for "Read/Write" access

  @INVALID-02 @MUST
  Rule: There are three scopes, and their case counts
    Source: WooCommerce REST API, Authentication Endpoint; recordings wc-auth.074, wc-auth.076, wc-auth.077

    Scenario Outline: The app asks for <scope>
      Given the app asks for the scope "<scope>"
      And the administrator is logged in
      When the app sends the merchant to the store
      Then the store denies access, saying "Invalid scope <scope>."

      Examples:
        | scope      |
        | admin      |
        | READ       |
        | read,write |

    Scenario: The app asks for read
      Given the app asks for the scope "read"
      And the administrator is logged in
      When the app sends the merchant to the store
      Then the store asks the merchant for "Read" access

  @INVALID-03 @MUST
  Rule: A key is sent over TLS only
    Source: WooCommerce REST API, Authentication Endpoint; recordings wc-auth.098, wc-auth.102

    Scenario Outline: The callback is <url>
      Given the app gives "<url>" as its callback_url
      And the administrator is logged in
      When the app sends the merchant to the store
      Then the store denies access, saying "The callback_url needs to be over SSL."

      Examples:
        | url                    |
        | http://app.example/cb  |
        | ftp://app.example/cb   |

    Scenario: The merchant may come back without TLS
      Given the app gives "http://app.example/return" as its return_url
      And the administrator is logged in
      When the app sends the merchant to the store
      Then the store asks the merchant for "Read/Write" access

  @INVALID-04 @MUST
  Rule: Addresses have to be URLs
    Source: recordings wc-auth.106, wc-auth.108, wc-auth.114, wc-auth.126

    Scenario Outline: The <parameter> is <value>
      Given the app gives "<value>" as its <parameter>
      And the administrator is logged in
      When the app sends the merchant to the store
      Then the store denies access, saying "The <told> is not a valid URL."

      Examples:
        | parameter    | value                | told                          |
        | callback_url | not a url            | https://not a url             |
        | return_url   | not a url            | https://not a url             |
        | callback_url | javascript:alert(1)  | https://javascript:alert(1)   |
        | callback_url | https://küche.test/  | https://küche.test/           |

    Scenario: Both are URLs
      Given the administrator is logged in
      When the app sends the merchant to the store
      Then the store asks the merchant for "Read/Write" access

  @INVALID-05 @MUST
  Rule: What an app writes is text, never markup
    Source: recordings wc-auth.079, wc-auth.087, wc-auth.092

    Scenario Outline: The app calls itself <name>
      Given the app gives "<name>" as its app_name
      And the administrator is logged in
      When the app sends the merchant to the store
      Then the store asks the merchant for "Read/Write" access
      And the page names the app "<shown>"

      Examples:
        | name                          | shown       |
        | <script>alert(1)</script>Shop | Shop        |
        | <b>Bold</b> & Sons            | Bold & Sons |
        | Küche 日本                    | Küche 日本  |
