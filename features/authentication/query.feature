@query @needs-tls
Feature: Credentials in the query
  Some servers strip the Authorization header before PHP sees it. Key and secret may travel in the query instead.

  @QUERY-01 @MUST
  Rule: Key and secret in the query are let in over TLS
    Source: WooCommerce REST API, Authentication over HTTPS; recording query.key.001

    Scenario: The owner's key
      Given the owner's key
      When the client asks for the orders with the key in the query
      Then the store lets the client in

    Scenario: A wrong secret
      Given the owner's key, written "{key}" with the secret "cs_0"
      When the client asks for the orders with the key in the query
      Then the store refuses with 401 "woocommerce_rest_authentication_error", saying "Consumer secret is invalid."

    Scenario: An unknown key
      Given a key that the store does not know
      When the client asks for the orders with the key in the query
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

  @QUERY-02 @MUST
  Rule: A client whose header is stripped gets in with the query
    Source: WooCommerce REST API, Authentication over HTTPS; recordings basic.header.002, query.key.001

    Scenario: The header does not arrive
      Given the owner's key
      And the web server strips the Authorization header
      When the client asks for the orders with the key in the header
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

    Scenario: The query does
      Given the owner's key
      And the web server strips the Authorization header
      When the client asks for the orders with the key in the query
      Then the store lets the client in

  @QUERY-03 @SHOULD
  Rule: The query wins over the header, even when it is wrong
    Source: recordings query.odd.004, query.odd.005

    Scenario: A right query and a wrong header
      Given the owner's key
      And the client sends the Authorization header "Basic bm9ib2R5OmtzXzA="
      When the client asks for the orders with the key in the query
      Then the store lets the client in

    Scenario: A wrong query and a right header
      Given a key that the store does not know
      And the client sends the Authorization header of the owner's key too
      When the client asks for the orders with the key in the query
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

  @QUERY-04 @MUST
  Rule: Half a pair lets nobody in
    Source: recordings query.odd.001, query.odd.002, query.odd.008

    Scenario Outline: Only <half>
      Given the owner's key
      And the client adds "<query>" to the query
      When the client asks for the orders over TLS with no credentials
      Then the store refuses with 401 "woocommerce_rest_cannot_view"

      Examples:
        | half             | query                                    |
        | the key          | consumer_key={key}                       |
        | the secret       | consumer_secret={secret}                 |
        | an empty secret  | consumer_key={key}&consumer_secret=      |
        | an empty key     | consumer_key=&consumer_secret={secret}   |
        | the secret zero  | consumer_key={key}&consumer_secret=0     |

    Scenario: Both
      Given the owner's key
      And the client adds "consumer_key={key}&consumer_secret={secret}" to the query
      When the client asks for the orders over TLS with no credentials
      Then the store lets the client in

  @QUERY-05 @SHOULD
  Rule: Key and secret are not looked for in a body
    WooCommerce 5.8 says that there is no such order before it asks for the right.
    Source: recordings query.odd.013, query.odd.014; missing.011 of rights-5.8

    @since-6.6
    Scenario: In a form
      Given the owner's key
      When the client sends the form "consumer_key={key}&consumer_secret={secret}" by POST to an order that is not there with no credentials
      Then the store refuses with 401 "woocommerce_rest_cannot_edit"

    Scenario: In the query of the same request
      Given the owner's key
      When the client sends the form "customer_note=x" by POST to an order that is not there with the key in the query
      Then the store lets the client in and answers 400 "woocommerce_rest_shop_order_invalid_id"

  @QUERY-06 @SHOULD
  Rule: Names are those that PHP makes of them
    A dot becomes an underscore; letter case counts.
    Source: recordings query.odd.010, query.odd.011, query.odd.012

    Scenario Outline: <query>
      Given the owner's key
      And the client adds "<query>" to the query
      When the client asks for the orders over TLS with no credentials
      Then the store lets the client in

      Examples:
        | query                                           |
        | consumer.key={key}&consumer.secret={secret}     |
        | consumer%5Fkey={key}&consumer%5fsecret={secret} |

    Scenario: Names in capitals
      Given the owner's key
      And the client adds "CONSUMER_KEY={key}&CONSUMER_SECRET={secret}" to the query
      When the client asks for the orders over TLS with no credentials
      Then the store refuses with 401 "woocommerce_rest_cannot_view"
