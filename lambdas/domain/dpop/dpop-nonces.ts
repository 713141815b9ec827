import type { Sealer } from '../sealed-token/sealer.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';

/** A nonce is handed out for a minute, and good for five: clients meet a new one before theirs runs out. */
const HANDED_OUT_SECONDS = 60;
export const DPOP_NONCE_SECONDS = 300;

/** Nonces of RFC 9449 §8: sealed instants, which nobody else can make and nobody has to remember. */
export interface DpopNonces {
  /** The nonce to give out now. */
  current(now: Date): Promise<string>;
  isGood(nonce: string, now: Date): Promise<boolean>;
}

export function dpopNonces(sealers: TokenSealers): DpopNonces {
  let kept: { readonly nonce: string; readonly iat: number } | undefined;
  const fresh = (sealer: Sealer, iat: number): string => {
    kept = { nonce: sealer.seal({ iat }), iat };
    return kept.nonce;
  };
  return {
    async current(now) {
      const at = seconds(now);
      if (kept !== undefined && at >= kept.iat && at < kept.iat + HANDED_OUT_SECONDS) return kept.nonce;
      return fresh(await sealers('dpop-nonce'), at);
    },
    async isGood(nonce, now) {
      const opened = (await sealers('dpop-nonce')).open<{ iat: number }>(nonce);
      return opened !== undefined && seconds(now) < opened.iat + DPOP_NONCE_SECONDS;
    },
  };
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** RFC 9449 §8.2, §9.1: a client that proves keys is handed the nonce for its next proof. */
export async function nonceHeader(
  { headers, now }: { readonly headers: Readonly<Record<string, string>>; readonly now: Date },
  nonces: Pick<DpopNonces, 'current'>,
): Promise<Readonly<Record<string, string>>> {
  return headers.dpop === undefined ? {} : { 'dpop-nonce': await nonces.current(now) };
}
