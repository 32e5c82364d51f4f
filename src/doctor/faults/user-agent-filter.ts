import type { Fault } from '../fault.ts';
import { quote, quoteAll } from '../proof.ts';
import { isChallenge, isRefusalPage } from '../signs.ts';

const agents = ['A9-empty', 'A9-python', 'A9-woocommerce', 'A9-google', 'A9-browser'];

export const userAgentFilter: Fault = {
  id: 'user-agent-filter',
  layer: 'CDN or firewall',
  title: 'A firewall refuses some User-Agents',
  level: 'fault',
  symptom:
    'It works in the browser and in Postman, and a client gets a page with 403 or 406: the firewall dislikes who it says it is, or that it says nothing.',
  probes: ['A5', 'A9-browser', 'A9-empty', 'A9-python', 'A9-woocommerce', 'A9-google'],
  lookAlikes: [
    { id: 'firewall', difference: 'a browser is refused too' },
    { id: 'bot-cache', difference: 'WordPress answers, and the query is ignored' },
  ],
  examine(evidence) {
    const passes = ['A5', 'A9-browser'].find(id => evidence.isWordPress(id));
    if (passes === undefined) return undefined;
    const refused = ['A5', ...agents].filter(
      id => isRefusalPage(evidence, id) && !isChallenge(evidence.reading(id)),
    );
    // A rule against the parameter itself refuses all but none of these.
    if (refused.length === 0) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, passes, `${agentOf(passes)} passes`),
        ...refused.flatMap(id => quoteAll(evidence, [id], `${agentOf(id)} does not, with all else the same`)),
      ],
    };
  },
  fixes: [
    {
      server: 'client',
      where: 'the client',
      lines: 'User-Agent: Example-Sync/1.2 (+https://example.com/contact)',
      check: 'curl -i -A "Example-Sync/1.2" https://shop.example/wp-json/wc/v3/products answers JSON.',
    },
    {
      server: 'Apache',
      where: 'the virtual host, with the id of the rule from the audit log in the place of 000000',
      lines:
        'SecRule REQUEST_FILENAME "@rx ^/wp-json/wc/" "id:10101,phase:1,pass,nolog,ctl:ruleRemoveById=000000"',
      check: 'Run the doctor again: the A9 probes are answered alike.',
    },
    {
      server: 'Nginx',
      where: 'the map or the `if ($http_user_agent ~* …)` that answers 403: not for the API',
      lines: 'location ^~ /wp-json/wc/ {\n  try_files $uri /index.php?$args;\n}',
      check: 'nginx -t && nginx -s reload. Run the doctor again: the A9 probes are answered alike.',
    },
    {
      server: 'Cloudflare',
      where: 'Security → WAF: the custom rule on the User-Agent excepts the API',
      lines: 'and not starts_with(http.request.uri.path, "/wp-json/wc/")',
      check: 'Run the doctor again: the A9 probes are answered alike.',
    },
  ],
  workaround: 'Send a User-Agent of your own that says who you are; most libraries have an option for it.',
  sources: [
    'https://github.com/XiaoFaye/WooCommerce.NET/issues/712',
    'https://github.com/woocommerce/wc-api-python/issues/67',
  ],
};

function agentOf(id: string): string {
  const names: Record<string, string> = {
    A5: 'the doctor’s User-Agent',
    'A9-browser': 'the User-Agent of a browser',
    'A9-empty': 'a request without User-Agent',
    'A9-python': 'python-requests',
    'A9-woocommerce': 'WooCommerce API Client-PHP',
    'A9-google': 'AppEngine-Google',
  };
  return names[id] ?? id;
}
