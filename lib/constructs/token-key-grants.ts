import { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Authority } from '../../lambdas/authorities.ts';
import { acknowledge } from '../checks.ts';
import { prefix } from '../names.ts';
import type { Stage } from '../stages.ts';
import type { Ground } from './ground.ts';

/** The tag that lambdas/adapters/aws/kms-direct-custody.ts gives to the keys it makes: the table they belong to. */
const TAG = 'guichet:signing-keys';

/**
 * KMS keys that sign tokens in the mode `direct`. They are made at run time, so the grants go by their tag. In the other mode nobody
 * makes any, but those of before go on signing and are deleted in their time.
 */
export function directTokenKeyGrants(
  scope: Construct,
  { directTokenKeys }: Authority,
  { stage }: Pick<Ground, 'stage'>,
): PolicyStatement[] {
  if (directTokenKeys === undefined) return [];
  const keys = anyKey(scope);
  const own = { [`aws:ResourceTag/${TAG}`]: tableName(stage) };
  if (directTokenKeys === 'signs') {
    const algorithms = ['ECDSA_SHA_256', 'RSASSA_PKCS1_V1_5_SHA_256'];
    return [allow(['kms:Sign'], keys, { StringEquals: { ...own, 'kms:SigningAlgorithm': algorithms } })];
  }
  const deletion = allow(['kms:ScheduleKeyDeletion'], keys, { StringEquals: own });
  return stage.settings.TOKEN_KEYS.mode === 'direct' ? [deletion, ...makingGrants(keys, stage)] : [deletion];
}

/** A key that is made carries the tag from its first instant; a key that belongs to this or another service never gets it. */
function makingGrants(keys: string, stage: Stage): PolicyStatement[] {
  const tagged = { [`aws:RequestTag/${TAG}`]: tableName(stage) };
  return [
    allow(['kms:CreateKey'], '*', {
      StringEquals: {
        ...tagged,
        'kms:KeySpec': ['ECC_NIST_P256', 'RSA_2048'],
        'kms:KeyUsage': 'SIGN_VERIFY',
      },
    }),
    allow(['kms:TagResource'], keys, {
      StringEquals: tagged,
      Null: { 'aws:ResourceTag/service': 'true' },
    }),
    // Not by the tag, which may take minutes to count: a new key's public half is read at once, and is public.
    allow(['kms:GetPublicKey', 'kms:ListResourceTags'], keys),
    allow(['kms:ListKeys'], '*'),
  ];
}

/** The wildcards above, each with its reason. */
export function acknowledgeTokenKeys(role: IRole, { directTokenKeys }: Authority, stage: Stage): void {
  if (directTokenKeys === undefined) return;
  acknowledge(role, {
    [`AwsSolutions-IAM5[Resource::${anyKeyFinding(stage)}]`]:
      'Keys of the mode `direct` are made at run time: a tag on the key says which they are.',
    ...(directTokenKeys === 'keeps' && {
      'AwsSolutions-IAM5[Resource::*]':
        'A key that is not made yet has no name, and listing keys knows no resource.',
    }),
  });
}

const tableName = (stage: Stage): string => prefix(stage, 'signing-keys');

const anyKey = (scope: Construct): string =>
  Stack.of(scope).formatArn({ service: 'kms', resource: 'key', resourceName: '*' });

/** How cdk-nag spells that ARN. */
function anyKeyFinding({ account, region }: Stage): string {
  const partition = region === '' ? '<AWS::Partition>' : 'aws';
  return `arn:${partition}:kms:${region || '<AWS::Region>'}:${account || '<AWS::AccountId>'}:key/*`;
}

function allow(
  actions: string[],
  resource: string,
  conditions: Record<string, Record<string, string | string[]>> = {},
): PolicyStatement {
  return new PolicyStatement({ actions, resources: [resource], conditions });
}
