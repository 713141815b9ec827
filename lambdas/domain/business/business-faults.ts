import { BusinessCategory, ContractNumberKind } from '../../contracts/moves.ts';
import { isPublicKey } from '../asn1/public-key.ts';
import type { Business } from './business.ts';

const ALGORITHMS = ['ES256', 'RS256', 'EdDSA'];
const KEY_TYPES: Readonly<Record<string, string>> = { ES256: 'EC', RS256: 'RSA', EdDSA: 'OKP' };
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'];

/**
 * What is wrong with an entry of the directory, one sentence each; empty when it can be entered.
 * @param allowsLoopback plain http and private addresses, on the laptop only
 */
export function businessFaults(business: Partial<Business>, allowsLoopback: boolean): string[] {
  return [
    ...(/^[a-z0-9][a-z0-9-]{1,62}$/.test(business.id ?? '')
      ? []
      : ['id must be 2 to 63 small letters, digits and hyphens.']),
    ...((business.name ?? '').trim() === '' ? ['name is missing.'] : []),
    ...(isOneOf(BusinessCategory.options, business.category)
      ? []
      : [`category must be one of ${BusinessCategory.options.join(', ')}.`]),
    ...(isOneOf(ContractNumberKind.options, business.numberKind)
      ? []
      : [`numberKind must be one of ${ContractNumberKind.options.join(', ')}.`]),
    ...endpointFaults(business.endpoint ?? '', allowsLoopback),
    ...keyFaults(business.receiptKey),
  ];
}

const isOneOf = (options: readonly string[], value: unknown): boolean =>
  typeof value === 'string' && options.includes(value);

function endpointFaults(endpoint: string, allowsLoopback: boolean): string[] {
  if (!URL.canParse(endpoint)) return ['endpoint must be a URL.'];
  const { protocol, username, hash } = new URL(endpoint);
  if (username !== '' || hash !== '') return ['endpoint must hold no user name and no fragment.'];
  if (protocol === 'https:' || (allowsLoopback && protocol === 'http:')) return [];
  return ['endpoint must be https.'];
}

function keyFaults(key: Business['receiptKey'] | undefined): string[] {
  const algorithm = key?.alg ?? '';
  if (key === undefined || !ALGORITHMS.includes(algorithm)) {
    return [`receiptKey must be a public JWK with alg ${ALGORITHMS.join(', ')}.`];
  }
  if (PRIVATE_MEMBERS.some((member) => member in key)) return ['receiptKey must not hold the private key.'];
  if (key.kty !== KEY_TYPES[algorithm])
    return [`receiptKey has kty ${key.kty}, which is not for ${algorithm}.`];
  return isPublicKey(key) ? [] : ['receiptKey is no public key that can be used.'];
}
