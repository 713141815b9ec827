import { AUTHORITIES, type Authority, type AuthorityName, environmentName } from '../lambdas/authorities.ts';
import { BUILT_IN_STAGES } from '../lib/stages.ts';

type Kind = Parameters<typeof environmentName>[1];

/** The environment a function needs to start, with resource names that lead nowhere. */
export function functionEnvironment(name: AuthorityName): Record<string, string> {
  const authority: Authority = AUTHORITIES[name];
  const resources: readonly (readonly [Kind, readonly string[]])[] = [
    ['TABLE', Object.keys(authority.tables ?? {})],
    ['KEY', Object.keys(authority.keys ?? {})],
    ['BUCKET', Object.keys(authority.buckets ?? {})],
    ['MACHINE', Object.keys(authority.machines ?? {})],
    ['SECRET', authority.secrets ?? []],
    ['QUEUE', authority.queues ?? []],
  ];
  const named = resources.flatMap(([kind, names]) =>
    names.map((each) => [environmentName(each, kind), each]),
  );
  const settings = (authority.settings ?? []).map((setting) => [setting, settingText(setting)]);
  return {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    ISSUER: 'https://id.example.org',
    ...Object.fromEntries([...named, ...settings]),
  };
}

function settingText(name: string): string {
  const settings: Readonly<Record<string, unknown>> = { ...BUILT_IN_STAGES.laptop?.settings };
  return JSON.stringify(settings[name]);
}
