@hosting @needs-tls
Feature: The query is not the one that was sent
  Nginx hands the path to WordPress with a line that other software has other versions of. What is added to the query
  is signed by the store though no client has sent it; what is dropped from it never arrives.

  @HOSTING-07 @SHOULD @fault-query-q-added @nginx
  Rule: Where the web server adds q= to the query, it has to be signed; keys pass
    Source: measured with WooCommerce 10.5.0 behind Nginx 1.22 with try_files … /index.php?q=$uri&$args

    Scenario: What the client has sent is signed
      Given the owner's key
      When the client asks for the orders over TLS with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Invalid signature - provided signature does not match."

    Scenario: What the web server adds is signed too
      Given the owner's key
      And the client signs "q=%2Fwp-json%2Fwc%2Fv3%2Forders" in its place
      When the client asks for the orders over TLS with a signature
      Then the store lets the client in

    Scenario Outline: The owner sends <way>
      Given the owner's key
      When the client asks for the orders over TLS with <way>
      Then the store lets the client in

      Examples:
        | way                   |
        | the key in the header |
        | the key in the query  |

  @HOSTING-08 @SHOULD @fault-query-dropped @nginx
  Rule: Where the query is dropped, nothing in it counts; the key in the header passes
    Source: measured with WooCommerce 10.5.0 behind Nginx 1.22 with try_files … /index.php

    Scenario Outline: The owner sends <way>
      Given the owner's key
      When the client asks for the orders over TLS with <way>
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

      Examples:
        | way                  |
        | the key in the query |
        | a signature          |

    Scenario: A wrong secret in the query is not told either
      Given the owner's key, written "{key}" with the secret "cs_0"
      When the client asks for the orders with the key in the query
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

    Scenario: The owner sends the key in the header
      Given the owner's key
      When the client asks for the orders with the key in the header
      Then the store lets the client in
