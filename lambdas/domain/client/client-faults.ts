import { isDisplayedLine } from '../displayed-line.ts';
import { ORGANISATION_SCOPES } from '../organisation-token/organisation-token.ts';
import { ADDRESS_RULES } from './address-faults.ts';
import { AUTHENTICATION_RULES } from './authentication-faults.ts';
import { CIBA_GRANT, type Client, grantTypesOf } from './client.ts';
import type { ClientRule } from './client-rule.ts';
import { CRYPTOGRAPHY_RULES } from './cryptography-faults.ts';
import { REQUEST_RULES } from './request-faults.ts';

/** What is wrong with a registration; empty when nothing. One rule per line of the arrays. */
export function clientFaults(client: Client): readonly string[] {
  return RULES.flatMap((rule) => rule(client) ?? []);
}

const GRANT_TYPES: readonly string[] = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  CIBA_GRANT,
];
const linesOf = (member: string, texts: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(texts)
    .filter(([, text]) => !isDisplayedLine(text))
    .map(([name]) => `${member}.${name} must be one line of letters, digits and signs.`);
const LOGO_LIMIT_CHARACTERS = 32_768;

const asks = (client: Client): boolean =>
  grantTypesOf(client).some((grant) => grant === 'authorization_code' || grant === CIBA_GRANT);
const actsAlone = (client: Client): boolean => grantTypesOf(client).includes('client_credentials');

const RULES: readonly ClientRule[] = [
  ({ client_id }) =>
    /^[\x21-\x7e]{1,128}$/.test(client_id)
      ? undefined
      : 'client_id must be 1 to 128 visible ASCII characters.',
  ({ client_name }) =>
    isDisplayedLine(client_name) ? undefined : 'client_name must be one line of letters, digits and signs.',
  ({ purpose = {}, claim_purposes: claims = {} }) => [
    ...linesOf('purpose', purpose),
    ...linesOf('claim_purposes', claims),
  ],
  (client) =>
    grantTypesOf(client).length > 0 && grantTypesOf(client).every((grant) => GRANT_TYPES.includes(grant))
      ? undefined
      : `grant_types may hold ${GRANT_TYPES.join(', ')} (RFC 7591 §2).`,
  (client) =>
    grantTypesOf(client).includes('refresh_token') && !asks(client)
      ? 'grant_types: refresh_token comes with authorization_code or CIBA (RFC 7591 §2).'
      : undefined,
  (client) =>
    client.scope.split(' ').includes('openid') || !asks(client) ? undefined : 'scope must include openid.',
  (client) =>
    client.scope.split(' ').includes('offline_access') && !grantTypesOf(client).includes('refresh_token')
      ? 'scope: offline_access needs refresh_token in grant_types (OIDC Core §11).'
      : undefined,
  (client) =>
    !actsAlone(client) || ORGANISATION_SCOPES.some((scope) => client.scope.split(' ').includes(scope))
      ? undefined
      : `scope must include one of ${ORGANISATION_SCOPES.join(', ')} for client_credentials.`,
  (client) =>
    !actsAlone(client) ||
    !client.scope.split(' ').includes('letters') ||
    /^[\w.-]{1,64}$/.test(client.organisation_id ?? '')
      ? undefined
      : 'organisation_id must name the organisation whose system this is, for the scope letters.',
  ({ logo_uri }) => (logo_uri === undefined ? undefined : logoFault(logo_uri)),
  ...ADDRESS_RULES,
  ...AUTHENTICATION_RULES,
  ...CRYPTOGRAPHY_RULES,
  ...REQUEST_RULES,
];

/** Our pages load nothing from elsewhere, so that nobody else learns who signs in where: the picture comes along. */
function logoFault(text: string): string | undefined {
  if (!/^data:image\/(svg\+xml|png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/.test(text))
    return 'logo_uri must be the picture itself: data:image/svg+xml;base64,… (or png, jpeg, webp).';
  if (text.length > LOGO_LIMIT_CHARACTERS)
    return `logo_uri must have at most ${LOGO_LIMIT_CHARACTERS} characters.`;
  return undefined;
}
