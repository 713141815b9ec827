import {
  type Authority,
  type BucketName,
  environmentName,
  type KeyName,
  type MachineName,
  type TableName,
} from '../../lambdas/authorities.ts';
import type { FunctionSettings } from '../stages.ts';
import type { Ground } from './ground.ts';
import { existing } from './holdings.ts';

const names = <Name extends string>(entries: Readonly<Partial<Record<Name, unknown>>> | undefined) =>
  Object.keys(entries ?? {}) as Name[];

/** The environment variables of a function, named as `lambdas/authorities.ts` documents. */
export function authorityEnvironment(authority: Authority, ground: Ground): Record<string, string> {
  const { holdings, issuer, originSecret } = ground;
  const variables: Record<string, string> = { ISSUER: issuer };
  // The value, not the ARN: checking it must not cost a call; it guards only the detour around CloudFront.
  if (authority.trigger === 'http') variables.ORIGIN_SECRET = originSecret.secretValue.unsafeUnwrap();
  for (const name of names<TableName>(authority.tables))
    variables[environmentName(name, 'TABLE')] = holdings.tables[name].tableName;
  for (const name of names<KeyName>(authority.keys))
    variables[environmentName(name, 'KEY')] = holdings.keys[name].keyId;
  for (const name of names<BucketName>(authority.buckets))
    variables[environmentName(name, 'BUCKET')] = existing(holdings.buckets, name).bucketName;
  for (const [name, actions] of Object.entries(authority.machines ?? {}) as [
    MachineName,
    readonly string[],
  ][])
    if (actions.includes('StartExecution'))
      variables[environmentName(name, 'MACHINE')] = existing(holdings.machines, name);
  for (const name of authority.secrets ?? [])
    variables[environmentName(name, 'SECRET')] = holdings.secrets[name].secretArn;
  for (const name of authority.queues ?? [])
    variables[environmentName(name, 'QUEUE')] = existing(holdings.queues, name).queueUrl;
  for (const name of authority.settings ?? []) variables[name] = settingText(name, ground);
  return variables;
}

function settingText(name: string, { stage }: Ground): string {
  const value = stage.settings[name as keyof FunctionSettings];
  if (value === undefined) {
    throw new Error(`lambdas/authorities.ts names the setting ${name}, which lib/stages.ts does not have.`);
  }
  return JSON.stringify(value);
}
