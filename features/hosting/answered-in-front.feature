@hosting @needs-tls
Feature: Something in front of the store answers
  A redirect, a password of the web server, a firewall, a cache: the store is never asked. What a client sees then is
  no JSON of WooCommerce, or JSON that was meant for somebody else.

  @HOSTING-09 @SHOULD @needs-plain-http @fault-redirect-https @nginx
  Rule: Plain HTTP is redirected to TLS, and a client that goes there with its key is let in
    Source: RFC 9110 section 15.4.2; measured with WooCommerce 10.5.0 behind Nginx 1.22 with return 301 https://…

    Scenario Outline: The client sends <way> over plain HTTP
      Given the owner's key
      When the client asks for the orders over plain HTTP with <way>
      Then the web server redirects the client to TLS with 301

      Examples:
        | way                   |
        | no credentials        |
        | the key in the header |
        | a signature           |

    Scenario: The client goes where it was sent
      Given the owner's key
      When the client asks for the orders over plain HTTP with the key in the header
      Then the web server redirects the client to TLS with 301
      When the client follows the redirect
      Then the store lets the client in

    Scenario: A signature was made for the other URL
      Given the owner's key
      When the client asks for the orders over plain HTTP with a signature
      Then the web server redirects the client to TLS with 301
      When the client follows the redirect
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

  @HOSTING-10 @SHOULD @fault-htpasswd @apache
  Rule: A password of the web server wants the header for itself; the key passes in the query
    Source: RFC 9110 section 11.6.2; recording query.odd.004; measured with WooCommerce 10.5.0 behind Apache 2.4 with
    AuthType Basic

    Scenario Outline: The client sends <way>
      Given the owner's key
      When the client asks for the orders over TLS with <way>
      Then the web server asks for a password of its own

      Examples:
        | way                   |
        | no credentials        |
        | the key in the header |
        | the key in the query  |
        | a signature           |

    Scenario Outline: The client sends the web server's password in the header, and <way>
      Given the owner's key
      And the client sends the web server's password in the header
      When the client asks for the orders over TLS with <way>
      Then the store lets the client in

      Examples:
        | way                  |
        | the key in the query |
        | a signature          |

  @HOSTING-11 @SHOULD @fault-methods-blocked @apache
  Rule: Where PUT and DELETE are refused, POST with _method takes their place
    Source: WordPress REST API Handbook, Global Parameters, _method; measured with Apache 2.4 and AllowMethods
    (docs/discoveries/hosting-advice.md)

    Scenario Outline: <method>
      Given the owner's key
      When the client sends <method> to an order that is not there with the key in the header
      Then the web server refuses with 405

      Examples:
        | method |
        | PUT    |
        | DELETE |

    Scenario Outline: POST that is to be <method>
      Given the owner's key
      And the client adds "_method=<method>" to the query
      When the client sends POST to an order that is not there with the key in the header
      Then the store lets the client in and answers <status> "woocommerce_rest_shop_order_invalid_id"

      Examples:
        | method | status |
        | PUT    | 400    |
        | DELETE | 404    |

  @HOSTING-12 @SHOULD @fault-cache @nginx
  Rule: A cache that does not look at credentials gives everybody the first answer
    What the first client may see, everybody sees; what it may not, nobody does.
    Source: RFC 9111 section 3.5; measured with WooCommerce 10.5.0 behind Nginx 1.22 with proxy_cache_key $uri

    # WooCommerce 5.8 says that there is no such order before it asks for the right.
    @since-6.6
    Scenario: Nobody was first
      Given the owner's key
      When the client asks for an order that nobody has asked for with no credentials
      Then the store refuses with 401 "woocommerce_rest_cannot_view"
      When the client asks for the same order with the key in the header
      Then the client is given the same answer

    Scenario: The owner was first
      Given the owner's key
      When the client asks for an order that nobody has asked for with the key in the header
      Then the store lets the client in and answers 404 "woocommerce_rest_shop_order_invalid_id"
      When the client asks for the same order with no credentials
      Then the client is given the same answer
