import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPrivateAddress } from './public-networks.ts';

/** Names of hosts as the rest of the world sees them. */
export function hostNames({ answerSeconds }: { readonly answerSeconds: number }): {
  resolves(host: string): Promise<boolean>;
} {
  return {
    async resolves(host) {
      const bare = host.replace(/^\[|\]$/g, '');
      if (isIP(bare) !== 0) return !isPrivateAddress(bare);
      const addresses = await Promise.race([
        lookup(bare, { all: true }).catch(() => []),
        patience(answerSeconds),
      ]);
      return addresses.length > 0 && addresses.every(({ address }) => !isPrivateAddress(address));
    },
  };
}

const patience = (seconds: number): Promise<[]> =>
  new Promise((resolve) => setTimeout(() => resolve([]), seconds * 1000).unref());
