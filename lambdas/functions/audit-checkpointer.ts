import { dynamoAuditChain } from '../adapters/aws/dynamo-audit-chain.ts';
import { kmsSigner } from '../adapters/aws/kms-signer.ts';
import { s3Archive } from '../adapters/aws/s3-archive.ts';
import { signAuditCheckpoint } from '../events/sign-audit-checkpoint.ts';
import { bucket, key, table } from '../shell/config.ts';

const deps = {
  chain: dynamoAuditChain(table('audit-chain')),
  signer: kmsSigner(key('audit-checkpoints'), 'ES256'),
  keep: s3Archive(bucket('audit')),
};

/** Runs every hour. */
export async function handler(): Promise<{ readonly checkpoint: string }> {
  return { checkpoint: await signAuditCheckpoint(new Date(), deps) };
}
