@hosting @needs-tls
Feature: Stripped header, fallback to the query
  Many a web server takes the Authorization header away before PHP sees it: Apache in front of PHP-FPM or CGI as it
  comes, Nginx or Varnish with a line too many. What a client meets there, and how it gets in all the same.

  @HOSTING-01 @SHOULD @fault-strip-authorization @apache @nginx
  Rule: What is in the stripped header was never sent
    Right and wrong keys are answered alike, so that the answer to a stripped header looks like one to an unknown key.
    Source: measured with WooCommerce 10.5.0 behind Apache 2.4 with PHP-FPM and behind Nginx 1.22 that empties the
    header (docs/discoveries/authorization-on-its-way.md)

    Scenario: The owner's key
      Given the owner's key
      When the client asks for the orders with the key in the header
      Then the store refuses with 401 "woocommerce_rest_cannot_view", saying "Sorry, you cannot list resources."
      And it sends no challenge

    Scenario: The owner's key with a wrong secret
      Given the owner's key, written "{key}" with the secret "cs_0"
      When the client asks for the orders with the key in the header
      Then the store refuses with 401 "woocommerce_rest_cannot_view", saying "Sorry, you cannot list resources."

    Scenario: A signature in the header
      Given the owner's key
      And the client puts the signature into the header
      When the client asks for the orders over TLS with a signature
      Then the store refuses with 401 "woocommerce_rest_cannot_view", saying "Sorry, you cannot list resources."

    Scenario: The same key in the query
      Given the owner's key
      When the client asks for the orders with the key in the query
      Then the store lets the client in

  @HOSTING-02 @MUST @fault-strip-authorization @apache @nginx
  Rule: Key and secret in the query are let in where the header is stripped
    Source: WooCommerce REST API, Authentication over HTTPS: "some servers may not parse the Authorization header
    correctly"; recording query.key.001; measured behind the same servers

    Scenario Outline: The owner reads <resource>
      Given the owner's key
      When the client asks for <resource> with the key in the query
      Then the store lets the client in

      Examples:
        | resource         |
        | the orders of v1 |
        | the orders of v2 |
        | the orders of v3 |
        | the customers    |

    Scenario: The owner writes
      Given the owner's key
      When the client sends the form "customer_note=x" by POST to an order that is not there with the key in the query
      Then the store lets the client in and answers 400 "woocommerce_rest_shop_order_invalid_id"

    Scenario: A wrong secret is told
      Given the owner's key, written "{key}" with the secret "cs_0"
      When the client asks for the orders with the key in the query
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Consumer secret is invalid."

    Scenario: An unknown key is not
      Given a key that the store does not know
      When the client asks for the orders with the key in the query
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

  @HOSTING-03 @SHOULD @fault-strip-authorization @apache @nginx
  Rule: A signature outside of the header is let in where the header is stripped
    WooCommerce's documentation offers OAuth for plain HTTP; stores take it over TLS too.
    Source: RFC 5849 sections 3.5.2 and 3.5.3; recording oauth.body.004; measured behind the same servers

    Scenario: In the query
      Given the owner's key
      When the client asks for the orders over TLS with a signature
      Then the store lets the client in

    Scenario: In a form
      Given the owner's key
      And the client puts the signature into the body
      When the client sends the form "customer_note=x" by POST to an order that is not there over TLS with a signature
      Then the store lets the client in and answers 400 "woocommerce_rest_shop_order_invalid_id"

    Scenario: A wrong one is told
      Given the owner's key, written "{key}" with the secret "cs_0"
      When the client asks for the orders over TLS with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

  @HOSTING-04 @SHOULD @fault-authorization-basic-only @apache
  Rule: Where the header is half repaired, keys pass in it and signatures do not
    The rule that brings the header back stands as a flag on the front controller's own line: it arrives as
    REDIRECT_HTTP_AUTHORIZATION, where WordPress looks for Basic credentials and WooCommerce not for OAuth.
    Source: measured with WordPress 6.9 behind Apache 2.4 with PHP-FPM (docs/discoveries/authorization-on-its-way.md)

    Scenario: The owner's key in the header
      Given the owner's key
      When the client asks for the orders with the key in the header
      Then the store lets the client in

    Scenario: A signature in the header
      Given the owner's key
      And the client puts the signature into the header
      When the client asks for the orders over TLS with a signature
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

    Scenario: A signature in the query
      Given the owner's key
      When the client asks for the orders over TLS with a signature
      Then the store lets the client in
