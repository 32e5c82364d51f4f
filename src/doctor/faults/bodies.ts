/** Requests that write arrive, and what they carry does not: no body, another method, or small bodies alone. */
import type { Evidence } from '../evidence.ts';
import type { Fault, Suspicion } from '../fault.ts';
import { askedPairs } from '../pairs.ts';
import { quote, quoteAll } from '../proof.ts';
import { areAllFieldsLost, isCut, isDropped, isSeen } from '../signs.ts';
import { statusInside } from './proxy-errors.ts';

const check = 'Run the doctor again: A16 is answered as A5.';

/** A form without a key of its own is answered as a request without credentials is. */
const isFormUnseen = (evidence: Evidence): boolean =>
  isSeen(evidence, 'A5') && !evidence.isClosed && ['A16', 'A26'].every(id => evidence.isAnonymous(id));

/** Nobody may make a product; one with wrong parameters is refused for these first. */
const isJsonUnseen = (evidence: Evidence): boolean =>
  evidence.reading('A8-POST')?.code === 'woocommerce_rest_cannot_create';
const nothingWrong =
  'WordPress looks at parameters before rights, and finds nothing wrong with the wrong ones of this body of JSON';

/** A list was refused to nobody: to whom asked for nothing of the kind, too. */
const isNobodysList = (evidence: Evidence, id: string): boolean =>
  evidence.reading('A4')?.code === 'woocommerce_rest_cannot_view' && evidence.isSameError(id, 'A4');

/** No answer of WordPress: a page, an end of the connection, silence. */
const isKeptAway = (evidence: Evidence, id: string): boolean =>
  evidence.isPage(id) || isCut(evidence, id) || isDropped(evidence, id);

/** A request with a body of some bytes that WordPress answered. */
function smallBody(evidence: Evidence): string | undefined {
  if (isSeen(evidence, 'A16')) return 'A16';
  // Where it was asked for and not seen, size is not what is wrong.
  if (evidence.reading('A16') !== undefined) return undefined;
  return askedPairs(evidence).find(({ id, method }) => method === 'POST' && evidence.isWordPress(id))?.id;
}

/** Resources of which nobody is asked to make one, besides products. */
const writable = ['orders', 'customers', 'coupons', 'webhooks'] as const;

const isList = (evidence: Evidence, id: string): boolean =>
  evidence.reading(id)?.status === 200 && Array.isArray(evidence.reading(id)?.json);

/** Resources at which WooCommerce looks for the record first, whoever asks. */
const lookedFor = ['products', 'coupons', 'orders', 'webhooks'] as const;

/**
 * Of a record that is not there WooCommerce says 400 to a change, 404 to DELETE and GET (measured on 5.8 to 10.5): the
 * other status shows that another method arrives.
 */
function ofOthers(evidence: Evidence): Suspicion | undefined {
  // Nothing that has an id is made: a list that comes with 200 is what GET is given.
  const lists = lookedFor.map(resource => `B15-POST_${resource}`).filter(id => isList(evidence, id));
  if (lists.length > 1 && evidence.reading('B14-products')?.code === 'rest_no_route')
    return {
      certainty: 'proven',
      proof: [
        ...quoteAll(evidence, lists.slice(0, 2), 'a list came, as for GET'),
        quote(evidence, 'B14-products', 'there is such a route, and it takes POST alone'),
      ],
    };
  // What nobody may make is refused by its name (cannot_create); the words for a list are those for GET.
  const refused = writable
    .map(resource => `A27-POST_${resource}`)
    .filter(id => evidence.reading(id) !== undefined);
  if (
    refused.length > 1 &&
    refused.every(
      id => evidence.reading(id)?.code === 'woocommerce_rest_cannot_view' && evidence.isAnonymous(id),
    )
  )
    return {
      certainty: 'proven',
      proof: refused.slice(0, 2).map(id => quote(evidence, id, 'that is what GET of the list is told')),
    };
  const named = namedForOthers(evidence);
  if (named) return named;
  for (const [method, right, other] of [
    ['DELETE', 404, 400],
    ['PUT', 400, 404],
  ] as const) {
    const answered = lookedFor
      .flatMap(resource => [`B15-${method}_${resource}`, `A8-${method}`, `A27-${method}_${resource}`])
      .filter(id => /^woocommerce_rest_\w+_invalid_id$/.test(evidence.reading(id)?.code ?? ''));
    const changed = [...new Set(answered)].filter(
      id => evidence.reading(id)?.status === other && statusInside(evidence, id) === undefined,
    );
    if (changed.length === 0 || changed.length < new Set(answered).size) continue;
    return {
      certainty: changed.length > 1 ? 'proven' : 'likely',
      title: titles[method],
      proof: changed
        .slice(0, 3)
        .map(id => quote(evidence, id, `WooCommerce says ${right} to ${method} of what is not there`)),
      undecided: whoChanges,
    };
  }
  return undefined;
}

const toldOf = { PUT: /_(cannot_edit|cannot_batch)$/, DELETE: /_cannot_delete$/ } as const;

/**
 * Nobody is refused a change and a deletion in words of their own. A webhook is never moved to the bin: a key is told so
 * (501), and of the id only where another method arrives. Measured on 5.8 to 10.5.
 */
function namedForOthers(evidence: Evidence): Suspicion | undefined {
  for (const method of ['DELETE', 'PUT'] as const) {
    const nobodys = writable
      .map(resource => `A27-${method}_${resource}`)
      .filter(id => evidence.said(id) === 'anonymous' && isOwnRefusal(evidence, id));
    const others = nobodys.filter(id => !toldOf[method].test(evidence.reading(id)?.code ?? ''));
    if (others.length > 0 && others.length === nobodys.length)
      return {
        certainty: 'proven',
        title: titles[method],
        proof: others.slice(0, 3).map(id => quote(evidence, id, `${method} is refused by a name of its own`)),
        undecided: whoChanges,
      };
  }
  const webhook = 'B15-DELETE_webhooks';
  if (!/_invalid_id$/.test(evidence.reading(webhook)?.code ?? '')) return undefined;
  return {
    certainty: 'proven',
    title: titles.DELETE,
    proof: [quote(evidence, webhook, 'WooCommerce says to DELETE that webhooks have no bin, 501')],
    undecided: whoChanges,
  };
}

/**
 * A body is read as JSON where its Content-Type says so (`WP_REST_Request::is_json_content_type()`), and what a record
 * needs stands in it: without it WordPress calls a parameter missing, before it looks at rights.
 */
function jsonLost(evidence: Evidence): Suspicion | undefined {
  const form = ['A16', 'A26'].find(id => isSeen(evidence, id));
  if (form === undefined) return undefined;
  const missing = askedPairs(evidence)
    .map(({ id }) => id)
    .filter(id => evidence.reading(id)?.code === 'rest_missing_callback_param');
  const isUnseen = isJsonUnseen(evidence);
  if (missing.length === 0 && !isUnseen) return undefined;
  return {
    certainty: 'proven',
    title: 'Bodies of JSON do not reach WordPress, and forms do',
    proof: [
      quote(evidence, form, 'a parameter in the body of a form is seen'),
      ...quoteAll(evidence, missing.slice(0, 2), 'what is called missing stands in a body of JSON'),
      ...quoteAll(
        evidence,
        ['A8-POST'].filter(() => isUnseen),
        nothingWrong,
      ),
    ],
    undecided:
      'A body that is taken away and a Content-Type that is changed on its way have the same effect: file_get_contents("php://input") and $_SERVER["CONTENT_TYPE"] tell which.',
  };
}

const isOwnRefusal = (evidence: Evidence, id: string): boolean =>
  /^woocommerce_rest_cannot_/.test(evidence.reading(id)?.code ?? '');

const titles = {
  DELETE: 'DELETE becomes another method on its way, so that nothing is deleted',
  PUT: 'PUT becomes another method on its way, so that nothing is changed',
} as const;

const whoChanges =
  'Whether a server on the way or PHP code that writes REQUEST_METHOD does it cannot be seen from outside: compare the access log of the web server with what was sent.';

export const bodiesFaults: readonly Fault[] = [
  /** What a write is refused with names it: `cannot_create` for POST, `cannot_view` for GET. */
  {
    id: 'method-changed',
    layer: 'proxy',
    title: 'POST becomes GET on its way, so that nothing is created or changed',
    seen: 'A POST of an order is answered 200 with the list of orders, and no order is made; no redirect is seen.',
    level: 'fault',
    probes: [
      ...['A4', 'A5', 'A16', 'A18', 'A26', 'A8-POST', 'A8-PUT', 'A8-DELETE', 'B14-products'],
      ...writable.flatMap(resource => ['POST', 'PUT', 'DELETE'].map(method => `A27-${method}_${resource}`)),
      ...lookedFor.flatMap(resource => [
        `B15-POST_${resource}`,
        `B15-PUT_${resource}`,
        `B15-DELETE_${resource}`,
      ]),
    ],
    lookAlikes: [
      { id: 'post-redirected', difference: 'a redirect comes, after which the client itself asks with GET' },
      { id: 'body-lost', difference: 'POST is refused as a POST: woocommerce_rest_cannot_create' },
    ],
    examine(evidence) {
      // WordPress describes its routes to OPTIONS, whoever asks.
      const isPreflight = isNobodysList(evidence, 'A18');
      const told = evidence.reading('A8-POST')?.code;
      // A form is read of POST alone; a body of JSON is read of every method.
      const isPost =
        isFormUnseen(evidence) && (isNobodysList(evidence, 'A8-POST') || told === 'rest_invalid_param');
      if (!isPost) return ofOthers(evidence);
      return {
        certainty: isPreflight || isNobodysList(evidence, 'A8-POST') ? 'proven' : 'likely',
        proof: [
          quote(evidence, 'A4', 'that is what GET of the list is told'),
          ...(isPreflight ? [quote(evidence, 'A18', 'OPTIONS is told the same')] : []),
          quote(evidence, 'A16', 'a form, which PHP reads of POST alone, is not seen'),
          quote(
            evidence,
            'A8-POST',
            isNobodysList(evidence, 'A8-POST') ? 'POST of a product is told the same' : 'its body of JSON is',
          ),
          ...quoteAll(
            evidence,
            ['B14-products'].filter(id => evidence.reading(id)?.code === 'rest_no_route'),
            'there is such a route, and it takes POST alone',
          ),
        ],
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the location that passes on: this line goes',
        lines: '',
        insteadOf: 'proxy_method GET;',
        check: `nginx -t && nginx -s reload. ${check}`,
      },
      {
        server: 'HAProxy',
        where: 'the frontend and the backend: this line goes',
        lines: '',
        insteadOf: 'http-request set-method GET',
        check,
      },
      {
        server: 'Varnish',
        where: 'vcl_recv, its first line: what is hashed is fetched with GET',
        lines: 'if (req.method != "GET" && req.method != "HEAD") { return (pass); }',
        check,
      },
    ],
    workaround: 'PUT in the place of POST where that passes.',
    sources: ['https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_method'],
  },
  {
    id: 'body-lost',
    layer: 'proxy',
    title: 'The bodies of requests do not reach WordPress',
    seen: 'Reading works; a POST is answered, and what is made is empty, or a parameter that was sent is called missing.',
    level: 'fault',
    probes: [
      ...['A5', 'A16', 'A26', 'A8-POST'],
      ...['customers', 'coupons', 'webhooks'].flatMap(name => [`A27-POST_${name}`, `B15-POST_${name}`]),
    ],
    lookAlikes: [
      { id: 'method-changed', difference: 'POST is told what GET is told' },
      { id: 'query-dropped', difference: 'the query is not seen either' },
    ],
    examine(evidence) {
      const json = jsonLost(evidence);
      if (json) return json;
      if (!isFormUnseen(evidence) || !isJsonUnseen(evidence)) return undefined;
      // A body is not read without its Content-Type: all fields are lost.
      if (areAllFieldsLost(evidence)) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'A5', 'an OAuth parameter in the query is seen'),
          quote(evidence, 'A16', 'the same in the body of a form is not'),
          quote(evidence, 'A8-POST', nothingWrong),
        ],
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the location that passes on: both lines go',
        lines: '',
        insteadOf: 'proxy_pass_request_body off;\nproxy_set_header Content-Length "";',
        check: `nginx -t && nginx -s reload. ${check}`,
      },
      {
        server: 'Nginx',
        where: 'the location with fastcgi_pass: this line goes',
        lines: '',
        insteadOf: 'fastcgi_pass_request_body off;',
        check: `nginx -t && nginx -s reload. ${check}`,
      },
      {
        server: 'any',
        where: 'PHP: what reads the body before WordPress does (auto_prepend_file), and its settings',
        lines: 'enable_post_data_reading = On\npost_max_size = 64M',
        check,
      },
    ],
    workaround: 'None for what does not fit into the query.',
    sources: ['https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass_request_body'],
  },
  {
    id: 'body-limit',
    layer: 'firewall',
    title: 'Large bodies are refused, and small ones are not',
    seen: 'A short product is created; one with a long description, or a batch of many, gets 413 or 403 and a page, or its connection is closed.',
    level: 'warning',
    probes: ['A16', 'A26', 'A26s', 'A8-_method', 'A8-override'],
    lookAlikes: [
      { id: 'methods-blocked', difference: 'POST without a body is refused too' },
      { id: 'firewall', difference: 'a small body is refused too' },
    ],
    examine(evidence) {
      const small = smallBody(evidence);
      if (small === undefined || !isKeptAway(evidence, 'A26')) return undefined;
      const others = ['A8-_method', 'A8-override'].filter(id => evidence.reading(id) !== undefined);
      if (!others.every(id => evidence.isWordPress(id))) return undefined;
      // Its other oddities were not asked for by themselves; 413 is for the length alone (RFC 9110, section 15.5.14).
      const isOpen = others.length < 2 && evidence.reading('A26')?.status !== 413;
      const isSmall = isKeptAway(evidence, 'A26s');
      const isOfDropped = isDropped(evidence, 'A26');
      return {
        certainty: isOfDropped || isOpen ? 'likely' : 'proven',
        ...(isOfDropped && { isOfDropped: true as const }),
        ...(isSmall && { level: 'fault' as const }),
        title: `A body of ${isSmall ? '4' : '64'} kB is refused, and a small one is not`,
        answeredBy: ['A26'],
        proof: [
          quote(evidence, small, 'a body of some bytes gets through'),
          quote(evidence, 'A26', 'a form of 64 kB does not get through'),
          ...quoteAll(evidence, ['A26s'], 'a form of 4 kB'),
        ],
        undecided:
          'Where the limit lies was not searched, nor who sets it: the server whose page it is, or a firewall that looks into bodies.',
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the server, and each location that sets it lower',
        lines: 'client_max_body_size 64m;',
        insteadOf: 'client_max_body_size 1m;',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A26 is answered as A5.',
      },
      {
        server: 'Apache',
        where: 'the virtual host, and .htaccess where it stands there',
        lines: 'LimitRequestBody 67108864',
        insteadOf: 'LimitRequestBody 1048576',
        check: 'Run the doctor again: A26 is answered as A5.',
      },
      {
        server: 'squid',
        where: 'squid.conf',
        lines: 'request_body_max_size 64 MB',
        insteadOf: 'request_body_max_size 1 MB',
        check: 'squid -k reconfigure. Run the doctor again: A26 is answered as A5.',
      },
      {
        server: 'Caddy',
        where: 'the site, in the block request_body',
        lines: 'max_size 64MB',
        insteadOf: 'max_size 1MB',
        check: 'caddy reload. Run the doctor again: A26 is answered as A5.',
      },
      {
        server: 'HAProxy',
        where: 'the frontend and the backend',
        lines: 'http-request deny deny_status 413 if { req.body_size gt 67108864 }',
        insteadOf: 'http-request deny deny_status 413 if { req.body_size gt 1048576 }',
        check,
      },
      {
        server: 'lighttpd',
        where: 'lighttpd.conf; in kB, 0 for none',
        lines: 'server.max-request-size = 65536',
        insteadOf: 'server.max-request-size = 1024',
        check: 'Run the doctor again: A26 is answered as A5.',
      },
      {
        server: 'any',
        where: 'the firewall: the size of bodies that it takes (AWS WAF: SizeRestrictions_BODY, 8 kB)',
        lines: 'an exception for /wp-json/wc/',
        check: 'Run the doctor again: A26 is answered as A5.',
      },
    ],
    workaround: 'Smaller batches, and long texts in several requests.',
    sources: [
      'https://nginx.org/en/docs/http/ngx_http_core_module.html#client_max_body_size',
      'https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html',
    ],
  },
];
