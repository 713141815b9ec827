/**
 * `npm run ceremony -- [--stage default] [--origin https://id.example.org] [--renew]`: the key ceremony. Makes the certificates of the
 * root, the issuing authorities and the services from the keys in KMS, and publishes them under `/pki` (docs/certificates.md).
 * Run after the first deployment, and every year; what is there already is left alone.
 */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { kmsSigner } from '../lambdas/adapters/aws/kms-signer.ts';
import { s3Publications } from '../lambdas/adapters/aws/s3-publications.ts';
import { holdCeremony } from '../lambdas/domain/key-ceremony/hold-ceremony.ts';
import { randomness } from '../lambdas/shell/randomness.ts';
import { prefix } from '../lib/names.ts';
import type { Stage } from '../lib/stages.ts';
import { administer, fail, readArguments, requireStage } from './deployment.ts';

const USAGE = 'Usage: npm run ceremony -- [--stage <stage>] [--origin https://id.example.org] [--renew]';

const { values } = readArguments(USAGE, {
  stage: { type: 'string', default: 'default' },
  origin: { type: 'string' },
  renew: { type: 'boolean', default: false },
});
const stage = requireStage(values.stage);

await administer(stage.name, async (laptopOrigin) => {
  const origin = originOf(stage, laptopOrigin);
  await holdCeremony({
    publications: s3Publications(await trustBucket(stage)),
    signer: (key) => kmsSigner(`alias/guichet/${stage.name}/${key}`, key === 'root-ca' ? 'ES384' : 'ES256'),
    settings: stage.settings.CERTIFICATES,
    origin,
    randomness,
    now: new Date(),
    renew: values.renew,
    say: (line) => console.log(line),
  });
});

/** It stands in every certificate for ever, so it is never guessed. */
function originOf({ publicOrigin, domain }: Stage, laptopOrigin: string | undefined): string {
  const known = values.origin ?? laptopOrigin ?? (publicOrigin || (domain.name && `https://${domain.name}`));
  if (known && /^https?:\/\/[^/]+$/.test(known)) return known;
  fail(
    'Say with --origin at which public address this stage answers (output "Issuer" of its edge stack), without a slash at the end: ' +
      'it stands in every certificate. A domain of your own (docs/deploy.md) can move house; the address of a distribution cannot.',
  );
}

/** The name that lib/constructs/private-bucket.ts gives. */
async function trustBucket({ name, account, region }: Stage): Promise<string> {
  const owner = account || (await new STSClient({}).send(new GetCallerIdentityCommand({}))).Account;
  return `${prefix({ name }, 'trust')}-${owner}-${region || process.env.AWS_REGION}`;
}
