/* Generated from schemas/answers by `npm run generate`: change the schema, not this file. */

/**
 * What an answer of each kind holds once it is validated.
 */
export interface AnswerTypes {
  'coupon-v1': CouponV1;
  'coupon-v2': CouponV2;
  'coupon-v3': CouponV3;
  'coupons-v1': CouponV1[];
  'coupons-v2': CouponV2[];
  'coupons-v3': CouponV3[];
  'customer-v1': CustomerV1;
  'customer-v2': CustomerV2;
  'customer-v3': CustomerV3;
  'customers-v1': CustomerV1[];
  'customers-v2': CustomerV2[];
  'customers-v3': CustomerV3[];
  'legacy-count': LegacyCount;
  'legacy-coupons': LegacyCoupons;
  'legacy-coupons-v1': LegacyCouponsV1;
  'legacy-customers': LegacyCustomers;
  'legacy-customers-v1': LegacyCustomersV1;
  'legacy-customers-v2': LegacyCustomersV2;
  'legacy-disabled': LegacyDisabled;
  'legacy-error': LegacyError;
  'legacy-index': LegacyIndex;
  'legacy-orders': LegacyOrders;
  'legacy-orders-v1': LegacyOrdersV1;
  'legacy-products': LegacyProducts;
  'legacy-products-v1': LegacyProductsV1;
  'legacy-products-v2': LegacyProductsV2;
  'legacy-reports': LegacyReports;
  'namespace-index': NamespaceIndex;
  options: RouteOptions;
  'order-v1': OrderV1;
  'order-v2': OrderV2;
  'order-v3': OrderV3;
  'orders-v1': OrderV1[];
  'orders-v2': OrderV2[];
  'orders-v3': OrderV3[];
  'product-v1': ProductV1;
  'product-v2': ProductV2;
  'product-v3': ProductV3;
  'products-v1': ProductV1[];
  'products-v2': ProductV2[];
  'products-v3': ProductV3[];
  'rest-error': RestError;
  'site-index': SiteIndex;
  'wc-auth-callback': AuthorizationCallback;
}
/**
 * A coupon of wc/v1, as the recorded stores answer it. Plugins may add members.
 */
export interface CouponV1 extends Coupon {
  expiry_date: string | null;
  exclude_product_ids: number[];
}
/**
 * What a coupon has in every version of wc.
 */
export interface Coupon {
  id: number;
  code: string;
  date_created: string | null;
  date_modified?: string | null;
  discount_type: string;
  amount: string;
  usage_count: number;
  individual_use: boolean;
  product_ids: number[];
  usage_limit: number | null;
  usage_limit_per_user: number | null;
  limit_usage_to_x_items: number | null;
  free_shipping: boolean;
  product_categories: (
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  excluded_product_categories: (
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  exclude_sale_items: boolean;
  minimum_amount: string;
  maximum_amount: string;
  email_restrictions: (
    | string
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  used_by: (
    | string
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  _links?: Links;
}
/**
 * The links of a resource (`_links`), by relation.
 */
export interface Links {
  [k: string]: {
    href: string;
  }[];
}
/**
 * A coupon of wc/v2, as the recorded stores answer it. Plugins may add members.
 */
export interface CouponV2 extends Coupon {
  status?: string;
  date_created_gmt: string | null;
  date_modified_gmt?: string | null;
  date_expires: string | null;
  date_expires_gmt: string | null;
  excluded_product_ids: number[];
  meta_data?: MetaData[];
}
/**
 * One entry of `meta_data`.
 */
export interface MetaData {
  id: number;
  key: string;
  value: unknown;
}
/**
 * A coupon of wc/v3, as the recorded stores answer it. Plugins may add members.
 */
export interface CouponV3 extends CouponV2 {}
/**
 * A customer of wc/v1, as the recorded stores answer it. Plugins may add members.
 */
export interface CustomerV1 extends Customer {
  last_order?: {
    id: unknown;
    date: unknown;
  };
  orders_count?: number;
  total_spent?: string;
}
/**
 * What a customer has in every version of wc.
 */
export interface Customer {
  id: number;
  date_created: string | null;
  date_modified?: string | null;
  email: string;
  first_name: string;
  last_name: string;
  username?: string;
  avatar_url?: string;
  billing: BillingAddress;
  shipping: ShippingAddress;
  _links?: Links;
}
/**
 * Where the bill goes.
 */
export interface BillingAddress extends Address {
  email: string;
  phone?: string;
}
/**
 * What every address of an order or customer has.
 */
export interface Address {
  first_name: string;
  last_name: string;
  company: string;
  address_1: string;
  address_2: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
}
/**
 * Where the goods go.
 */
export interface ShippingAddress extends Address {
  phone?: string;
}
/**
 * A customer of wc/v2, as the recorded stores answer it. Plugins may add members.
 */
export interface CustomerV2 extends CustomerV3 {
  orders_count?: number;
  total_spent?: string;
}
/**
 * A customer of wc/v3, as the recorded stores answer it. Plugins may add members.
 */
export interface CustomerV3 extends Customer {
  date_created_gmt: string | null;
  date_modified_gmt?: string | null;
  role?: string;
  is_paying_customer?: boolean;
  meta_data?: MetaData[];
}
/**
 * What `/orders/count` and the like answer.
 */
export interface LegacyCount {
  count: number | string;
}
/**
 * What a list of coupons of the legacy API answers.
 */
export interface LegacyCoupons {
  coupons: {
    id: number;
    code: string;
    type: string;
    created_at: string | null;
    updated_at: string | null;
    amount: string;
    individual_use: boolean;
    product_ids: number[];
    exclude_product_ids: number[];
    usage_limit: number | null;
    usage_limit_per_user: number | null;
    limit_usage_to_x_items: number | null;
    usage_count: number;
    expiry_date: string | null;
    enable_free_shipping: boolean;
    product_category_ids: number[];
    exclude_product_category_ids: number[];
    exclude_sale_items: boolean;
    minimum_amount: string;
    maximum_amount: string;
    customer_emails: (
      | string
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    description?: string;
  }[];
}
/**
 * What a list of coupons of the legacy API v1 answers: without description and maximum_amount.
 */
export interface LegacyCouponsV1 {
  coupons: {
    id: number;
    code: string;
    type: string;
    created_at: string | null;
    updated_at: string | null;
    amount: string;
    individual_use: boolean;
    product_ids: number[];
    exclude_product_ids: number[];
    usage_limit: number | null;
    usage_limit_per_user: number | null;
    limit_usage_to_x_items: number | null;
    usage_count: number;
    expiry_date: string | null;
    enable_free_shipping: boolean;
    product_category_ids: number[];
    exclude_product_category_ids: number[];
    exclude_sale_items: boolean;
    minimum_amount: string;
    customer_emails: (
      | string
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    description?: never;
    maximum_amount?: never;
  }[];
}
/**
 * What a list of customers of the legacy API answers.
 */
export interface LegacyCustomers {
  customers: {
    id: number;
    created_at: string | null;
    last_update: string;
    email: string;
    first_name: string;
    last_name: string;
    username?: string;
    role: string;
    last_order_id: unknown;
    last_order_date: unknown;
    orders_count?: number;
    total_spent?: string;
    avatar_url?: string;
    billing_address: BillingAddress;
    shipping_address: Address;
  }[];
}
/**
 * What a list of customers of the legacy API v1 answers: without role and last_update.
 */
export interface LegacyCustomersV1 {
  customers: {
    id: number;
    created_at: string | null;
    email: string;
    first_name: string;
    last_name: string;
    username?: string;
    last_order_id: unknown;
    last_order_date: unknown;
    orders_count?: number;
    total_spent?: string;
    avatar_url?: string;
    billing_address: BillingAddress;
    shipping_address: Address;
    last_update?: never;
    role?: never;
  }[];
}
/**
 * What a list of customers of the legacy API v2 answers: without last_update.
 */
export interface LegacyCustomersV2 {
  customers: {
    id: number;
    created_at: string | null;
    email: string;
    first_name: string;
    last_name: string;
    username?: string;
    role: string;
    last_order_id: unknown;
    last_order_date: unknown;
    orders_count?: number;
    total_spent?: string;
    avatar_url?: string;
    billing_address: BillingAddress;
    shipping_address: Address;
    last_update?: never;
  }[];
}
/**
 * What a store without the legacy API answers in its place: `errors` is an object here.
 */
export interface LegacyDisabled {
  errors: {
    code: string;
    message: string;
  };
}
/**
 * An error of the legacy API.
 */
export interface LegacyError {
  /**
   * @minItems 1
   */
  errors: {
    code: string;
    message: string;
  }[];
}
/**
 * The index of the legacy API, open to everybody.
 */
export interface LegacyIndex {
  store: {
    name: string;
    description?: string;
    URL: string;
    wc_version: string;
    version?: string;
    routes: {
      [k: string]: unknown;
    };
    meta: {
      [k: string]: unknown;
    };
  };
}
/**
 * What a list of orders of the legacy API v2 and v3 answers.
 */
export interface LegacyOrders {
  orders: {
    id: number;
    order_number: string;
    order_key?: string;
    created_at: string | null;
    updated_at: string | null;
    completed_at: string | null;
    status: string;
    currency: string;
    total: string;
    subtotal: string;
    total_line_items_quantity: number;
    total_tax: string;
    total_shipping: string;
    cart_tax: string;
    shipping_tax: string;
    total_discount: string;
    shipping_methods: string;
    payment_details: {
      method_id: string;
      method_title: string;
      paid: boolean;
    };
    billing_address: BillingAddress;
    shipping_address: Address;
    note: string;
    customer_ip: string;
    customer_user_agent: string;
    customer_id: number;
    view_order_url: string;
    line_items: {
      id: number;
      subtotal: string;
      subtotal_tax: string;
      total: string;
      total_tax: string;
      price: string;
      quantity: number;
      tax_class: string;
      name: string;
      product_id: number;
      sku: string;
      meta: {
        key: string;
        label: string;
        value: unknown;
      }[];
    }[];
    shipping_lines: {
      id: number;
      method_id: string;
      method_title: string;
      total: string;
    }[];
    tax_lines: {
      id: number;
      rate_id: number;
      code: string;
      title: string;
      total: string;
      compound: boolean;
    }[];
    fee_lines: {
      id: number;
      title: string;
      tax_class: string;
      total: string;
      total_tax: string;
    }[];
    coupon_lines: {
      id: number;
      code: string;
      amount: string;
    }[];
    customer?: {
      id: number;
      email: string;
      first_name: string;
      last_name: string;
      billing_address: BillingAddress;
      shipping_address: Address;
    };
  }[];
}
/**
 * What a list of orders of the legacy API v1 answers: lines without subtotal_tax and meta, taxes without ids, two kinds of discount.
 */
export interface LegacyOrdersV1 {
  orders: {
    id: number;
    order_number: string;
    created_at: string | null;
    updated_at: string | null;
    completed_at: string | null;
    status: string;
    currency: string;
    total: string;
    subtotal: string;
    total_line_items_quantity: number;
    total_tax: string;
    total_shipping: string;
    cart_tax: string;
    shipping_tax: string;
    total_discount: string;
    shipping_methods: string;
    payment_details: {
      method_id: string;
      method_title: string;
      paid: boolean;
    };
    billing_address: {
      first_name: string;
      last_name: string;
      company: string;
      address_1: string;
      address_2: string;
      city: string;
      state: string;
      postcode: string;
      country: string;
      email: string;
      phone?: string;
    };
    shipping_address: {
      first_name: string;
      last_name: string;
      company: string;
      address_1: string;
      address_2: string;
      city: string;
      state: string;
      postcode: string;
      country: string;
    };
    note: string;
    customer_ip: string;
    customer_user_agent: string;
    customer_id: number;
    view_order_url: string;
    line_items: {
      id: number;
      subtotal: string;
      total: string;
      total_tax: string;
      price: string;
      quantity: number;
      tax_class: string;
      name: string;
      product_id: number;
      sku: string;
    }[];
    shipping_lines: {
      id: number;
      method_id: string;
      method_title: string;
      total: string;
    }[];
    tax_lines: {
      code: string;
      title: string;
      total: string;
      compound: boolean;
    }[];
    fee_lines: {
      id: number;
      title: string;
      tax_class: string;
      total: string;
      total_tax: string;
    }[];
    coupon_lines: {
      id: number;
      code: string;
      amount: string;
    }[];
    customer?: {
      id: number;
      email: string;
      first_name: string;
      last_name: string;
      billing_address: {
        first_name: string;
        last_name: string;
        company: string;
        address_1: string;
        address_2: string;
        city: string;
        state: string;
        postcode: string;
        country: string;
        email: string;
        phone?: string;
      };
      shipping_address: {
        first_name: string;
        last_name: string;
        company: string;
        address_1: string;
        address_2: string;
        city: string;
        state: string;
        postcode: string;
        country: string;
      };
    };
    cart_discount: string;
    order_discount: string;
  }[];
}
/**
 * What a list of products of the legacy API answers.
 */
export interface LegacyProducts {
  products: {
    title: string;
    id: number;
    created_at: string | null;
    updated_at: string | null;
    type: string;
    status?: string;
    downloadable: boolean;
    virtual: boolean;
    permalink?: string;
    sku: string;
    price: string;
    regular_price: string;
    sale_price: unknown;
    price_html?: string;
    taxable: boolean;
    tax_status: string;
    tax_class: string;
    managing_stock: boolean;
    stock_quantity: number | null;
    in_stock: boolean;
    backorders_allowed: boolean;
    backordered: boolean;
    sold_individually: boolean;
    purchaseable: boolean;
    featured: boolean;
    visible: boolean;
    catalog_visibility: string;
    on_sale: boolean;
    product_url: string;
    button_text: string;
    weight: unknown;
    dimensions: {
      length: string;
      width: string;
      height: string;
      unit: string;
    };
    shipping_required: boolean;
    shipping_taxable: boolean;
    shipping_class: string;
    shipping_class_id: unknown;
    short_description: string;
    reviews_allowed: boolean;
    average_rating: string;
    rating_count: number;
    related_ids?: number[];
    upsell_ids: number[];
    cross_sell_ids: number[];
    parent_id: number;
    categories: string[];
    tags: (
      | string
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    images: {
      id: number;
      created_at: string | null;
      updated_at: string | null;
      src: string;
      title: string;
      alt: string;
      position: number;
    }[];
    featured_src: boolean;
    attributes: {
      [k: string]: unknown;
    }[];
    downloads: {
      [k: string]: unknown;
    }[];
    download_limit: number;
    download_expiry: number;
    download_type: string;
    purchase_note: string;
    total_sales: number;
    variations: (
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    parent: {
      [k: string]: unknown;
    }[];
    grouped_products: (
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    menu_order: number;
  }[];
}
/**
 * What a list of products of the legacy API v1 answers: without what v2 and v3 have brought.
 */
export interface LegacyProductsV1 {
  products: {
    title: string;
    id: number;
    created_at: string | null;
    updated_at: string | null;
    type: string;
    status?: string;
    downloadable: boolean;
    virtual: boolean;
    permalink?: string;
    sku: string;
    price: string;
    regular_price: string;
    sale_price: unknown;
    price_html?: string;
    taxable: boolean;
    tax_status: string;
    tax_class: string;
    managing_stock: boolean;
    stock_quantity: number | null;
    in_stock: boolean;
    backorders_allowed: boolean;
    backordered: boolean;
    sold_individually: boolean;
    purchaseable: boolean;
    featured: boolean;
    visible: boolean;
    catalog_visibility: string;
    on_sale: boolean;
    weight: unknown;
    dimensions: {
      length: string;
      width: string;
      height: string;
      unit: string;
    };
    shipping_required: boolean;
    shipping_taxable: boolean;
    shipping_class: string;
    shipping_class_id: unknown;
    short_description: string;
    reviews_allowed: boolean;
    average_rating: string;
    rating_count: number;
    related_ids?: number[];
    upsell_ids: number[];
    cross_sell_ids: number[];
    categories: string[];
    tags: (
      | string
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    images: {
      id: number;
      created_at: string | null;
      updated_at: string | null;
      src: string;
      title: string;
      alt: string;
      position: number;
    }[];
    featured_src: boolean;
    attributes: {
      [k: string]: unknown;
    }[];
    downloads: {
      [k: string]: unknown;
    }[];
    download_limit: number;
    download_expiry: number;
    download_type: string;
    purchase_note: string;
    total_sales: number;
    variations: (
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    parent: {
      [k: string]: unknown;
    }[];
    parent_id?: never;
    product_url?: never;
    button_text?: never;
    grouped_products?: never;
    menu_order?: never;
  }[];
}
/**
 * What a list of products of the legacy API v2 answers: without what v3 has brought.
 */
export interface LegacyProductsV2 {
  products: {
    title: string;
    id: number;
    created_at: string | null;
    updated_at: string | null;
    type: string;
    status?: string;
    downloadable: boolean;
    virtual: boolean;
    permalink?: string;
    sku: string;
    price: string;
    regular_price: string;
    sale_price: unknown;
    price_html?: string;
    taxable: boolean;
    tax_status: string;
    tax_class: string;
    managing_stock: boolean;
    stock_quantity: number | null;
    in_stock: boolean;
    backorders_allowed: boolean;
    backordered: boolean;
    sold_individually: boolean;
    purchaseable: boolean;
    featured: boolean;
    visible: boolean;
    catalog_visibility: string;
    on_sale: boolean;
    product_url: string;
    button_text: string;
    weight: unknown;
    dimensions: {
      length: string;
      width: string;
      height: string;
      unit: string;
    };
    shipping_required: boolean;
    shipping_taxable: boolean;
    shipping_class: string;
    shipping_class_id: unknown;
    short_description: string;
    reviews_allowed: boolean;
    average_rating: string;
    rating_count: number;
    related_ids?: number[];
    upsell_ids: number[];
    cross_sell_ids: number[];
    parent_id: number;
    categories: string[];
    tags: (
      | string
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    images: {
      id: number;
      created_at: string | null;
      updated_at: string | null;
      src: string;
      title: string;
      alt: string;
      position: number;
    }[];
    featured_src: boolean;
    attributes: {
      [k: string]: unknown;
    }[];
    downloads: {
      [k: string]: unknown;
    }[];
    download_limit: number;
    download_expiry: number;
    download_type: string;
    purchase_note: string;
    total_sales: number;
    variations: (
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    parent: {
      [k: string]: unknown;
    }[];
    grouped_products?: never;
    menu_order?: never;
  }[];
}
/**
 * What `/reports` of the legacy API answers: the names of the reports.
 */
export interface LegacyReports {
  /**
   * @minItems 1
   */
  reports: string[];
}
/**
 * The index of a namespace, `/wp-json/wc/v3`.
 */
export interface NamespaceIndex {
  namespace: string;
  routes: {
    [k: string]: {
      namespace: string;
      methods: string[];
    };
  };
}
/**
 * What OPTIONS answers for a route.
 */
export interface RouteOptions {
  namespace: string;
  methods: string[];
  endpoints: {
    methods: string[];
    args:
      | {
          [k: string]: unknown;
        }
      | unknown[];
  }[];
  schema?: {
    [k: string]: unknown;
  };
}
/**
 * An order of wc/v1, as the recorded stores answer it. Plugins may add members.
 */
export interface OrderV1 {
  id: number;
  parent_id: number;
  status?: string;
  order_key?: string;
  number: string;
  currency: string;
  version?: string;
  prices_include_tax: boolean;
  date_created: string | null;
  date_modified?: string | null;
  customer_id: number;
  discount_total: string;
  discount_tax: string;
  shipping_total: string;
  shipping_tax: string;
  cart_tax: string;
  total: string;
  total_tax: string;
  billing: BillingAddress;
  shipping: ShippingAddress;
  payment_method: string;
  payment_method_title: string;
  transaction_id: string;
  customer_ip_address: string;
  customer_user_agent: string;
  created_via?: string;
  customer_note: string;
  date_completed: string | null;
  date_paid: string | null;
  cart_hash?: string;
  line_items: {
    [k: string]: unknown;
  }[];
  tax_lines: {
    [k: string]: unknown;
  }[];
  shipping_lines: {
    [k: string]: unknown;
  }[];
  fee_lines: {
    [k: string]: unknown;
  }[];
  coupon_lines: {
    [k: string]: unknown;
  }[];
  refunds?: {
    [k: string]: unknown;
  }[];
  _links?: Links;
}
/**
 * An order of wc/v2, as the recorded stores answer it. Plugins may add members.
 */
export interface OrderV2 extends OrderV1 {
  meta_data?: MetaData[];
  payment_url?: string;
  is_editable?: boolean;
  needs_payment?: boolean;
  needs_processing?: boolean;
  date_created_gmt: string | null;
  date_modified_gmt?: string | null;
  date_completed_gmt: string | null;
  date_paid_gmt: string | null;
  currency_symbol?: string;
}
/**
 * An order of wc/v3, as the recorded stores answer it. Plugins may add members.
 */
export interface OrderV3 extends OrderV2 {}
/**
 * A product of wc/v1, as the recorded stores answer it. Plugins may add members.
 */
export interface ProductV1 extends Product {
  date_on_sale_from: string | null;
  date_on_sale_to: string | null;
  download_type: string;
  in_stock: boolean;
  images: {
    id: number;
    date_created: string | null;
    date_modified?: string | null;
    src: string;
    name: string;
    alt: string;
    position: number;
  }[];
}
/**
 * What a product has in every version of wc.
 */
export interface Product {
  id: number;
  name: string;
  slug: string;
  permalink?: string;
  date_created: string | null;
  date_modified?: string | null;
  type: string;
  status?: string;
  featured: boolean;
  catalog_visibility: string;
  short_description: string;
  sku: string;
  price: string;
  regular_price: string;
  sale_price: string;
  price_html?: string;
  on_sale: boolean;
  purchasable: boolean;
  total_sales: number;
  virtual: boolean;
  downloadable: boolean;
  downloads: {
    [k: string]: unknown;
  }[];
  download_limit: number;
  download_expiry: number;
  external_url: string;
  button_text: string;
  tax_status: string;
  tax_class: string;
  manage_stock: boolean;
  stock_quantity: number | null;
  backorders: string;
  backorders_allowed: boolean;
  backordered: boolean;
  sold_individually: boolean;
  weight: string;
  dimensions: {
    length: string;
    width: string;
    height: string;
  };
  shipping_required: boolean;
  shipping_taxable: boolean;
  shipping_class: string;
  shipping_class_id: number;
  reviews_allowed: boolean;
  average_rating: string;
  rating_count: number;
  related_ids?: number[];
  upsell_ids: number[];
  cross_sell_ids: number[];
  parent_id: number;
  purchase_note: string;
  categories: {
    id: number;
    name: string;
    slug: string;
  }[];
  tags: (
    | string
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  attributes: {
    [k: string]: unknown;
  }[];
  default_attributes: {
    [k: string]: unknown;
  }[];
  variations: (
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  grouped_products: (
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  menu_order: number;
  brands?: {
    [k: string]: unknown;
  }[];
  _links?: Links;
}
/**
 * A product of wc/v2, as the recorded stores answer it. Plugins may add members.
 */
export interface ProductV2 extends ProductSinceV2 {
  in_stock: boolean;
  images: {
    id: number;
    date_created: string | null;
    date_created_gmt: string | null;
    date_modified?: string | null;
    date_modified_gmt?: string | null;
    src: string;
    name: string;
    alt: string;
    position: number;
  }[];
}
/**
 * What a product has in wc/v2 and wc/v3.
 */
export interface ProductSinceV2 extends Product {
  date_created_gmt: string | null;
  date_modified_gmt?: string | null;
  date_on_sale_from: string | null;
  date_on_sale_from_gmt: string | null;
  date_on_sale_to: string | null;
  date_on_sale_to_gmt: string | null;
  meta_data?: MetaData[];
}
/**
 * A product of wc/v3, as the recorded stores answer it. Plugins may add members.
 */
export interface ProductV3 extends ProductSinceV2 {
  low_stock_amount?: number | null;
  images: {
    [k: string]: unknown;
  }[];
  stock_status: string;
  has_options?: boolean;
  post_password?: string;
  global_unique_id?: string;
}
/**
 * An error of WordPress's REST API (WP_Error as rest_convert_error_to_response shows it).
 */
export interface RestError {
  code: string;
  message: string;
  data: {
    status: number;
    /**
     * Why each parameter is invalid, by its name; the names alone where parameters are missing.
     */
    params?:
      | {
          [k: string]: unknown;
        }
      | unknown[];
    details?: {
      [k: string]: unknown;
    };
  };
  additional_errors?: {
    [k: string]: unknown;
  }[];
}
/**
 * The index of the REST API, `/wp-json/`.
 */
export interface SiteIndex {
  name: string;
  description: string;
  url: string;
  home: string;
  gmt_offset: string | number;
  timezone_string: string;
  namespaces: string[];
  authentication:
    | {
        [k: string]: unknown;
      }
    | unknown[];
  routes: {
    [k: string]: unknown;
  };
}
/**
 * What a store POSTs to an app to which a key was granted.
 */
export interface AuthorizationCallback {
  key_id: number;
  user_id: string;
  consumer_key: string;
  consumer_secret: string;
  key_permissions: 'read' | 'write' | 'read_write';
}
