@rights
Feature: The rights of the key's user
  A key acts as its user. 401 says that nobody was recognised, 403 that the user may not.

  @RIGHTS-01 @MUST
  Rule: A user without the capability is forbidden: 403, not 401
    Source: RFC 9110 section 15.5.4; recordings basic.key.031, basic.key.037, query.key.013, oauth.key.006

    Scenario Outline: <key>, with <way>
      Given <key>
      When the client asks for the orders with <way>
      Then the store refuses with 403 "woocommerce_rest_cannot_view", saying "Sorry, you cannot list resources."

      Examples:
        | key                  | way                   |
        | the customer's key   | the key in the header |
        | the customer's key   | the key in the query  |
        | the customer's key   | a signature           |
        | the author's key     | the key               |
        | the subscriber's key | the key               |

    Scenario: The owner may
      Given the owner's key
      When the client asks for the orders with the key
      Then the store lets the client in

  @RIGHTS-02 @MUST
  Rule: Where nobody is recognised it is 401
    Source: RFC 9110 section 15.5.2; recording basic.header.002

    Scenario: Nobody asks for the orders
      When the client asks for the orders with no credentials
      Then the store refuses with 401 "woocommerce_rest_cannot_view", saying "Sorry, you cannot list resources."

    Scenario: A customer asks for them
      Given the customer's key
      When the client asks for the orders with the key
      Then the store refuses with 403 "woocommerce_rest_cannot_view", saying "Sorry, you cannot list resources."

  @RIGHTS-03 @MUST @persona-manager
  Rule: A shop manager may do what an administrator may
    Source: WooCommerce, Roles and capabilities; recordings basic.key.019, permission.method.063

    Scenario Outline: The manager reads <resource>
      Given the manager's key
      When the client asks for <resource> with the key
      Then the store lets the client in

      Examples:
        | resource      |
        | the orders    |
        | the products  |
        | the customers |
        | the coupons   |

    Scenario: The manager writes
      Given the manager's key
      When the client sends PUT to an order that is not there with the key
      Then the store lets the client in and answers 400 "woocommerce_rest_shop_order_invalid_id"

  @RIGHTS-04 @MUST @persona-customer
  Rule: What is forbidden is told by its code
    WooCommerce 5.8 says that there is no such order before it asks for the right.
    Source: recordings permission.method.077, permission.method.081, permission.method.085, also of wc-5.8

    @since-6.6
    Scenario Outline: A customer sends <method>
      Given the customer's key
      When the client sends <method> to an order that is not there with the key
      Then the store refuses with 403 "<code>"

      Examples:
        | method | code                           |
        | GET    | woocommerce_rest_cannot_view   |
        | PUT    | woocommerce_rest_cannot_edit   |
        | DELETE | woocommerce_rest_cannot_delete |

    @before-5.9
    Scenario Outline: A customer sends <method> to WooCommerce 5.8
      Given the customer's key
      When the client sends <method> to an order that is not there with the key in the header
      Then the store lets the client in and answers <status> "woocommerce_rest_shop_order_invalid_id"

      Examples:
        | method | status |
        | GET    | 404    |
        | PUT    | 400    |
        | DELETE | 404    |

    Scenario: The owner sends it
      Given the owner's key
      When the client sends DELETE to an order that is not there with the key
      Then the store lets the client in and answers 404 "woocommerce_rest_shop_order_invalid_id"

  @RIGHTS-05 @SHOULD
  Rule: The index is shown to every user
    Source: recordings basic.key.036, basic.key.048

    Scenario Outline: With <key>
      Given <key>
      When the client asks for the index with the key
      Then the store lets the client in

      Examples:
        | key                  |
        | the owner's key      |
        | the customer's key   |
        | the subscriber's key |

    Scenario: The orders are not
      Given the customer's key
      When the client asks for the orders with the key
      Then the store refuses with 403 "woocommerce_rest_cannot_view"
