import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeEntry } from '../../bin/client-import.ts';
import type { Client } from '../../lambdas/domain/client/client.ts';
import { BUILT_IN_STAGES } from '../../lib/stages.ts';
import type { SignInService } from './sign-in.ts';

const ROOT = join(import.meta.dirname, '../..');

/**
 * Registers what an integration page says to import, as `npm run clients -- import` on the laptop does, with the addresses of this
 * run instead of the example's.
 */
export async function registerExample(
  service: SignInService,
  file: string,
  addresses: Readonly<Record<string, string>>,
  changes: Partial<Client> = {},
): Promise<Client> {
  const entry = JSON.parse(withAddresses(readFileSync(join(ROOT, file), 'utf8'), addresses));
  const { laptop } = BUILT_IN_STAGES;
  if (laptop === undefined) throw new Error('There is no stage for the laptop.');
  const judged = judgeEntry(entry, undefined, laptop, new Date());
  if (!('client' in judged)) throw new Error(`${file}: ${judged.join(' ')}`);
  return await service.register({ ...judged.client, ...changes });
}

export function withAddresses(text: string, addresses: Readonly<Record<string, string>>): string {
  return Object.entries(addresses).reduce((all, [example, real]) => all.replaceAll(example, real), text);
}
