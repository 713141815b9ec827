import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '../../lambdas/domain/client/client.ts';
import { clientFaults } from '../../lambdas/domain/client/client-faults.ts';
import { hashSecret } from '../../lambdas/domain/secret-hash.ts';
import type { SignInService } from './sign-in.ts';

const ROOT = join(import.meta.dirname, '../..');

/**
 * Registers what an integration page says to import, with the addresses of this run instead of the example's. Metadata that
 * `npm run clients -- import` would refuse is refused here by the same rules.
 */
export async function registerExample(
  service: SignInService,
  file: string,
  addresses: Readonly<Record<string, string>>,
  changes: Partial<Client> = {},
): Promise<Client> {
  const { client_secret, ...metadata } = JSON.parse(
    withAddresses(readFileSync(join(ROOT, file), 'utf8'), addresses),
  );
  const client = await service.register({
    ...metadata,
    ...(client_secret !== undefined && { client_secret_hash: hashSecret(client_secret) }),
    ...changes,
  });
  const faults = clientFaults(client);
  if (faults.length > 0) throw new Error(`${file}: ${faults.join(' ')}`);
  return client;
}

export function withAddresses(text: string, addresses: Readonly<Record<string, string>>): string {
  return Object.entries(addresses).reduce((all, [example, real]) => all.replaceAll(example, real), text);
}
