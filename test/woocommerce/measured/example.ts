/** Requests for the measured routes: paths that name nothing or something, and the least that has to be sent. */

const candidates = [
  'nothing',
  'zzz',
  'nothing/nothing',
  'nothing//nothing',
  '00000000-0000-4000-8000-000000000000',
  'zz',
  '0123456789abcdef0123456789abcdef',
  '999999',
  'a@example.com',
];

/** A path that fits a route's pattern: with these values of its named groups, others with what names nothing. */
export function examplePath(pattern: string, values: Readonly<Record<string, string>> = {}): string {
  let path = '';
  let rest = pattern;
  for (let group = nextGroup(rest); group !== undefined; group = nextGroup(rest)) {
    path += rest.slice(0, group.start) + (values[group.name] ?? fitting(group.expression));
    rest = rest.slice(group.end);
  }
  return (path + rest).replace(/\(\?:?([^()]*)\)\??/g, '$1').replaceAll('\\', '');
}

function nextGroup(text: string) {
  const match = /\(\?P<(\w+)>/.exec(text);
  if (!match) return undefined;
  const start = match.index;
  const begin = start + match[0].length;
  let end = begin;
  let inClass = false;
  for (let depth = 1; depth > 0; end += 1) {
    const character = text[end];
    if (character === '\\') end += 1;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
  }
  return { name: match[1] as string, expression: text.slice(begin, end - 1), start, end };
}

function fitting(expression: string): string {
  const whole = new RegExp(`^(?:${expression})$`);
  const found = whole.test('1') && !whole.test('x') ? '999999' : candidates.find(one => whole.test(one));
  if (found === undefined) throw new Error(`no example for ${expression}`);
  return found;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly format?: string;
  readonly required?: boolean;
  readonly check?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-01-01T00:00:00',
  email: 'a@example.com',
  uri: 'http://app.test/',
  ip: '127.0.0.1',
  uuid: '00000000-0000-4000-8000-000000000000',
  'hex-color': '#ffffff',
};

/** What a schema does not say of some parameters, and the stores were sent. */
const special: Readonly<Record<string, unknown>> = { location: 'US', isActive: false };

/** What the callbacks take that a schema does not speak of. */
const checked: Readonly<Record<string, unknown>> = {
  address: { country: 'US', state: 'CA', postcode: '90001', email: 'a@example.com' },
  'email-type': 'WC_Email_New_Order',
  'email-transient': 'woocommerce_email_base_color',
  'email-id': 'new_order',
  'font-family': '{"name":"A","slug":"a","fontFamily":"A"}',
};

/** A value that a parameter takes. */
export function exampleValue(schema: Schema, name = ''): unknown {
  if (Object.hasOwn(special, name)) return special[name];
  if (schema.check !== undefined && Object.hasOwn(checked, schema.check)) return checked[schema.check];
  if (schema.enum && schema.enum.length > 0) return schema.enum[0];
  if (schema.default !== undefined && schema.default !== null && schema.default !== '') return schema.default;
  const type = typeof schema.type === 'object' ? schema.type[0] : schema.type;
  switch (type) {
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    case 'array':
      return [exampleValue(schema.items ?? {})];
    case 'object': {
      const required = Object.entries(schema.properties ?? {}).filter(([, one]) => one.required === true);
      return Object.fromEntries(required.map(([name, one]) => [name, exampleValue(one)]));
    }
    default:
      return formats[schema.format ?? ''] ?? 'x';
  }
}
