import type { Fault } from '../fault.ts';
import { quote, quoteAll } from '../proof.ts';
import { isWithoutRewriting } from '../signs.ts';

export const methodsBlocked: Fault = {
  id: 'methods-blocked',
  layer: 'CDN or firewall',
  title: 'PUT, PATCH or DELETE do not reach WordPress',
  level: 'fault',
  symptom: 'GET and POST work; other methods get a page with 403, 405 or 501.',
  probes: ['A4', 'A8-PUT', 'A8-PATCH', 'A8-DELETE', 'A8-_method'],
  lookAlikes: [
    { id: 'read-only-key', difference: 'JSON comes, 401 woocommerce_rest_authentication_error' },
    { id: 'firewall', difference: 'GET is refused too' },
  ],
  examine(evidence) {
    if (!evidence.isWordPress('A4') || isWithoutRewriting(evidence)) return undefined;
    const refused = ['A8-PUT', 'A8-PATCH', 'A8-DELETE'].filter(id => {
      const reading = evidence.reading(id);
      return (
        reading?.said === 'no answer' ||
        (reading?.said === 'not JSON' && [400, 403, 405, 406, 455, 501].includes(reading.status as number))
      );
    });
    if (refused.length === 0) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'A4', 'GET reaches WordPress'),
        ...quoteAll(evidence, refused, 'this method does not'),
        ...(evidence.isWordPress('A8-_method')
          ? [quote(evidence, 'A8-_method', 'POST with ?_method=PUT gets past')]
          : []),
      ],
    };
  },
  fixes: [
    {
      server: 'Apache',
      where: 'the setup of the OWASP core rule set (crs-setup.conf), above the rules',
      lines:
        'SecAction "id:900200,phase:1,nolog,pass,t:none,setvar:\'tx.allowed_methods=GET HEAD POST OPTIONS PUT PATCH DELETE\'"',
      check: 'Run the doctor again: A8-PUT and A8-DELETE are answered in JSON.',
    },
    {
      server: 'Apache',
      where: 'the <Location> or <Directory> with AllowMethods or <LimitExcept>',
      lines: 'AllowMethods reset',
      insteadOf: 'AllowMethods GET POST HEAD OPTIONS',
      check: 'Run the doctor again: A8-PUT and A8-DELETE are answered in JSON.',
    },
    {
      server: 'Nginx',
      where: 'the server: the `if ($request_method !~ …)` or limit_except knows these methods too',
      lines: 'if ($request_method !~ ^(GET|HEAD|POST|OPTIONS|PUT|PATCH|DELETE)$) { return 405; }',
      check: 'nginx -t && nginx -s reload. Run the doctor again: A8-PUT is answered in JSON.',
    },
    {
      server: 'IIS',
      where: 'web.config, in <system.webServer>',
      lines:
        '<modules><remove name="WebDAVModule" /></modules>\n<handlers><remove name="WebDAV" /></handlers>',
      check: 'Run the doctor again: A8-PUT is answered in JSON.',
    },
  ],
  workaround:
    'POST with ?_method=PUT (or DELETE) in the query. OAuth: sign it as POST, with _method among the parameters. Rather not X-HTTP-Method-Override: the OWASP core rule set blocks that header (rule 920450).',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/9838',
    'https://github.com/woocommerce/woocommerce/issues/23155',
    'https://github.com/coreruleset/wordpress-rule-exclusions-plugin/issues/20',
  ],
};
