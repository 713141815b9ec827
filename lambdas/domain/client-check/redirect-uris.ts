import { type Client, grantTypesOf } from '../client/client.ts';
import type { CheckDeps, ClientRule, Finding } from './client-rule.ts';

/** https, whole, and at a host that exists (RFC 9700 §4.1.3); http only for apps, at a loopback address (RFC 8252 §7.3). */
export const redirectUrisFinding: ClientRule = async (client, deps) => {
  if (!grantTypesOf(client).includes('authorization_code')) return undefined;
  const addresses = [...client.redirect_uris, ...(client.post_logout_redirect_uris ?? [])];
  for (const address of addresses) {
    const finding = await findingOf(address, client, deps);
    if (finding !== undefined) return { ...finding, about: address };
  }
  return undefined;
};

async function findingOf(address: string, client: Client, deps: CheckDeps): Promise<Finding | undefined> {
  const url = URL.parse(address);
  if (url === null || address.includes('*')) return { code: 'redirect-wildcard' };
  const isOwnMachine = LOOPBACK.includes(url.hostname);
  if (isOwnMachine && (deps.allowsLoopback || client.application_type === 'native')) return undefined;
  if (client.application_type === 'native' && !/^https?:$/.test(url.protocol)) return undefined;
  if (url.protocol !== 'https:') return { code: 'redirect-not-https' };
  return (await deps.hosts.resolves(url.hostname)) ? undefined : { code: 'redirect-host-unknown' };
}

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];
