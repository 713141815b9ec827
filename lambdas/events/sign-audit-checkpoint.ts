import type { AuditChain } from '../domain/audit/audit-chain.ts';
import { CHAIN_NAMES } from '../domain/audit/chain-names.ts';
import { type Signer, signJws } from '../domain/signer/signer.ts';

export interface CheckpointDeps {
  readonly chain: AuditChain;
  readonly signer: Signer;
  /** Keeps a text where it cannot be changed or removed. */
  readonly keep: (name: string, text: string) => Promise<void>;
}

/** Signs the heads of all chains: whoever holds a checkpoint can prove that nothing before it was changed (X1). */
export async function signAuditCheckpoint(now: Date, deps: CheckpointDeps): Promise<string> {
  const heads = [];
  for (const chain of CHAIN_NAMES) {
    const head = await deps.chain.head(chain);
    if (head !== undefined) heads.push({ chain, position: head.position, hash: head.hash });
  }
  const jws = await signJws(deps.signer, { typ: 'audit-checkpoint+jwt' }, { at: now.toISOString(), heads });
  const name = `checkpoints/${now.toISOString().slice(0, 13).replace('T', '/')}-${now.getTime()}.jws`;
  await deps.keep(name, jws);
  return name;
}
