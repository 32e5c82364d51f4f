@permissions
Feature: Key permissions
  A key may read, write, or both. That is judged before the user's rights, and is a matter of 401.
  Writes are asked of an order that is not there: what is let through changes nothing.

  @PERM-01 @MUST @persona-reader
  Rule: A read key reads
    Source: WooCommerce REST API, Generating API keys; recordings permission.method.015, permission.method.017

    Scenario Outline: <method>
      Given the reader's key
      When the client sends <method> to an order that is not there with the key
      Then the store lets the client in and answers 404 "woocommerce_rest_shop_order_invalid_id"

      Examples:
        | method |
        | GET    |

    Scenario: HEAD
      Given the reader's key
      When the client sends HEAD to an order that is not there with the key
      Then the store answers 404 without a body

    Scenario: A list
      Given the reader's key
      When the client asks for the orders with the key
      Then the store lets the client in

  @PERM-02 @MUST @persona-reader
  Rule: A read key does not write
    Source: WooCommerce REST API, Generating API keys; recordings permission.method.019, permission.method.021, permission.method.025

    Scenario Outline: <method>
      Given the reader's key
      When the client sends <method> to an order that is not there with the key
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "The API key provided does not have write permissions."

      Examples:
        | method |
        | POST   |
        | PUT    |
        | PATCH  |
        | DELETE |

    Scenario: A read/write key does
      Given the owner's key
      When the client sends PUT to an order that is not there with the key
      Then the store lets the client in and answers 400 "woocommerce_rest_shop_order_invalid_id"

  @PERM-03 @MUST @persona-writer
  Rule: A write key writes
    Source: WooCommerce REST API, Generating API keys; recordings permission.method.037, permission.override.022

    Scenario Outline: <method>
      Given the writer's key
      When the client sends <method> to an order that is not there with the key
      Then the store lets the client in and answers <status> "woocommerce_rest_shop_order_invalid_id"

      Examples:
        | method | status |
        | POST   | 400    |
        | PUT    | 400    |
        | PATCH  | 400    |
        | DELETE | 404    |

  @PERM-04 @MUST @persona-writer
  Rule: A write key does not read
    Source: WooCommerce REST API, Generating API keys; recordings basic.key.013, permission.method.029, permission.method.032

    Scenario: An order
      Given the writer's key
      When the client sends GET to an order that is not there with the key
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "The API key provided does not have read permissions."

    Scenario: Not even the index, which is open to everybody
      Given the writer's key
      When the client asks for the index with the key
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "The API key provided does not have read permissions."

    Scenario: HEAD
      Given the writer's key
      When the client sends HEAD to an order that is not there with the key
      Then the store answers 401 without a body

    Scenario: A read/write key does
      Given the owner's key
      When the client asks for the orders with the key
      Then the store lets the client in

  @PERM-05 @SHOULD @persona-none
  Rule: A key with other permissions neither reads nor writes
    Source: recordings basic.key.061, permission.method.047

    Scenario: Reading
      Given the key without permissions
      When the client asks for the orders with the key
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "The API key provided does not have read permissions."

    Scenario: Writing
      Given the key without permissions
      When the client sends POST to an order that is not there with the key
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "The API key provided does not have write permissions."

  @PERM-06 @SHOULD
  Rule: OPTIONS needs no permission
    Source: recordings permission.method.027, permission.method.041, permission.method.056

    Scenario Outline: With <key>
      Given <key>
      When the client sends OPTIONS to an order that is not there with the key
      Then the store lets the client in and tells what the route can

      Examples:
        | key                         |
        | the owner's key             |
        | the reader's key            |
        | the writer's key            |
        | the key without permissions |

  @PERM-07 @MUST @persona-reader
  Rule: The method that counts is the one that the client asks for in the end
    Source: recordings permission.override.005, permission.override.008, permission.override.002

    Scenario: A GET that means DELETE, by header
      Given the reader's key
      And the client adds the header "X-HTTP-Method-Override: DELETE"
      When the client sends GET to an order that is not there with the key
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "The API key provided does not have write permissions."

    Scenario: A GET that means DELETE, by parameter
      Given the reader's key
      And the client adds "_method=DELETE" to the query
      When the client sends GET to an order that is not there with the key
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "The API key provided does not have write permissions."

    Scenario: A POST that means GET
      Given the reader's key
      And the client adds "_method=GET" to the query
      When the client sends POST to an order that is not there with the key
      Then the store lets the client in and answers 404 "woocommerce_rest_shop_order_invalid_id"

  @PERM-08 @MUST @persona-reader
  Rule: Permissions count for signed requests too
    Source: recordings permission.method.022, oauth.key.019

    Scenario: A read key writes
      Given the reader's key
      When the client sends PUT to an order that is not there with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "The API key provided does not have write permissions."

    Scenario: A read key reads
      Given the reader's key
      When the client sends GET to an order that is not there with a signature
      Then the store lets the client in and answers 404 "woocommerce_rest_shop_order_invalid_id"

    Scenario: A write key reads
      Given the writer's key
      When the client asks for the orders with a signature
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "The API key provided does not have read permissions."
