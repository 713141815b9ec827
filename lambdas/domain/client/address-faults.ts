import { CIBA_GRANT, type Client, grantTypesOf } from './client.ts';
import { rulesOf } from './client-profile.ts';
import type { ClientRule } from './client-rule.ts';

/** Members that hold one address of a page or endpoint of the client: https, or this machine's while it is being made. */
const SINGLE = [
  'client_uri',
  'policy_uri',
  'tos_uri',
  'initiate_login_uri',
  'jwks_uri',
  'sector_identifier_uri',
  'backchannel_logout_uri',
  'backchannel_client_notification_endpoint',
] as const satisfies readonly (keyof Client)[];

export const ADDRESS_RULES: readonly ClientRule[] = [
  (client) =>
    client.redirect_uris.length > 0 || !grantTypesOf(client).includes('authorization_code')
      ? undefined
      : 'redirect_uris must name at least one address.',
  (client) => [
    ...client.redirect_uris.flatMap((uri) => returnFault('redirect_uris', uri, client)),
    ...(client.post_logout_redirect_uris ?? []).flatMap((uri) =>
      returnFault('post_logout_redirect_uris', uri, client),
    ),
  ],
  (client) => SINGLE.flatMap((member) => pageFault(member, client)),
  (client) =>
    client.sector_identifier === undefined && needsSector(client)
      ? 'sector_identifier_uri is needed: redirect_uris have several hosts, or none (OIDC Core §8.1); an operator may set sector_identifier instead.'
      : undefined,
];

/** Only the host of one web address tells by itself whose people these are. */
function needsSector(client: Client): boolean {
  if (!grantTypesOf(client).some((grant) => grant === 'authorization_code' || grant === CIBA_GRANT))
    return false;
  const hosts = hostsOf(client.redirect_uris);
  return hosts.size !== 1 || hosts.has('');
}

/** The distinct hosts of addresses. */
export function hostsOf(uris: readonly string[]): ReadonlySet<string> {
  return new Set(uris.map((uri) => URL.parse(uri)?.host ?? ''));
}

/** Where a browser is sent back to: RFC 6749 §3.1.2, OIDC Registration §2 `application_type`, RFC 8252 §7. */
function returnFault(member: string, text: string, client: Client): string[] {
  const general = anyFault(member, text);
  if (general.length > 0) return general;
  const { protocol, hostname } = new URL(text);
  if (protocol === 'https:') return [];
  const local = protocol === 'http:' && isLoopback(hostname);
  if (rulesOf(client).pushedRequestRequired) {
    return local && client.application_type === 'native'
      ? []
      : [`${member}: ${text} must be https (FAPI 2.0 Security Profile §5.3.2.2).`];
  }
  if (client.application_type === 'native') {
    // RFC 8252 §7.1: a scheme of one's own is a domain name in reverse; that also keeps `javascript:` out.
    const own = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+:$/.test(protocol);
    return local || own
      ? []
      : [
          `${member}: ${text} must be https, http on a loopback address, or a reverse domain scheme (RFC 8252 §7).`,
        ];
  }
  if (!local) return [`${member}: ${text} must be https.`];
  return client.environment === 'production' && client.application_type === 'web'
    ? [`${member}: ${text} must not be this machine's address in production (OIDC Registration §2).`]
    : [];
}

function pageFault(member: (typeof SINGLE)[number], client: Client): string[] {
  const text = client[member];
  if (text === undefined) return [];
  const general = anyFault(member, text);
  if (general.length > 0) return general;
  const { protocol, hostname } = new URL(text);
  const local = protocol === 'http:' && isLoopback(hostname) && client.environment !== 'production';
  return protocol === 'https:' || local ? [] : [`${member}: ${text} must be https.`];
}

/** RFC 6749 §3.1.2: absolute, no fragment. A name and password in it would be shown around. */
function anyFault(member: string, text: string): string[] {
  const uri = URL.parse(text);
  if (uri === null) return [`${member}: ${text} is not absolute.`];
  if (text.includes('#')) return [`${member}: ${text} must not have a fragment.`];
  if (!/^[\x21-\x7e]{1,2000}$/.test(text))
    return [`${member}: ${text} must be written in visible ASCII, percent-encoded.`];
  if (uri.username !== '' || uri.password !== '')
    return [`${member}: ${text} must not hold a name or password.`];
  return [];
}

const isLoopback = (hostname: string): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
