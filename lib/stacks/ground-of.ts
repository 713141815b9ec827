import type { Ground, Holdings } from '../constructs/ground.ts';
import type { DataStack } from './data.ts';
import type { EdgeStack } from './edge.ts';
import type { KeysStack } from './keys.ts';
import type { StageStackProps } from './stage-stack.ts';

/** The stacks every function stands on. */
export interface LowerStacks {
  readonly keys: KeysStack;
  readonly data: DataStack;
  readonly edge: EdgeStack;
}

/** What the lower stacks hold, with what a stack adds of its own. */
export function groundOf(
  { stage, build, keys, data, edge }: StageStackProps & LowerStacks,
  own: Pick<Ground, 'alarms'> & Partial<Pick<Holdings, 'buckets' | 'queues' | 'machines'>>,
): Ground {
  const { buckets = {}, queues = {}, machines = {} } = own;
  return {
    stage,
    build,
    issuer: edge.issuer,
    originSecret: edge.originSecret,
    api: edge.api,
    alarms: own.alarms,
    holdings: { tables: data.tables, keys: keys.keys, secrets: keys.secrets, buckets, queues, machines },
  };
}
