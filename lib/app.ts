import { createRequire } from 'node:module';
import { App, type AppProps, type Environment, Tags } from 'aws-cdk-lib';
import type { Build } from './bundles.ts';
import { addChecks } from './checks.ts';
import { prefix } from './names.ts';
import { DataStack } from './stacks/data.ts';
import { EdgeStack } from './stacks/edge.ts';
import { IdentityStack } from './stacks/identity.ts';
import { KeysStack } from './stacks/keys.ts';
import { MailboxStack } from './stacks/mailbox.ts';
import { TrustStack } from './stacks/trust.ts';
import { VerificationStack } from './stacks/verification.ts';
import { WatchStack } from './stacks/watch.ts';
import type { Stage } from './stages.ts';

const require = createRequire(import.meta.url);
const RECOMMENDED: Record<string, unknown> = require('aws-cdk-lib/recommended-feature-flags.json');

/** Behaviour switches of CDK: all that are recommended, and the validator's findings as errors. */
const CONTEXT = {
  ...RECOMMENDED,
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/core:target-partitions': ['aws'],
};

export interface GuichetAppProps {
  readonly stage: Stage;
  readonly build: Build;
  readonly app?: AppProps;
}

/** Every stack of one stage, from the ground up: what stands higher may refer only to what stands lower. */
export function guichetApp({ stage, build, app: props }: GuichetAppProps): App {
  const app = new App({ analyticsReporting: false, ...props, context: { ...CONTEXT, ...props?.context } });
  const base = (part: string) => ({
    stage,
    build,
    stackName: prefix(stage, part),
    env: environment(stage),
    terminationProtection: stage.protect,
  });

  const keys = new KeysStack(app, prefix(stage, 'keys'), base('keys'));
  const data = new DataStack(app, prefix(stage, 'data'), base('data'));
  const edge = new EdgeStack(app, prefix(stage, 'edge'), { ...base('edge'), data });
  const ground = { keys, data, edge };
  const watch = new WatchStack(app, prefix(stage, 'watch'), { ...base('watch'), ...ground });
  const verification = new VerificationStack(app, prefix(stage, 'verification'), {
    ...base('verification'),
    ...ground,
    watch,
  });
  const middle = { ...ground, watch, verification };
  const identity = new IdentityStack(app, prefix(stage, 'identity'), { ...base('identity'), ...middle });
  new TrustStack(app, prefix(stage, 'trust'), { ...base('trust'), ...middle, identity });
  new MailboxStack(app, prefix(stage, 'mailbox'), { ...base('mailbox'), ...middle, identity });

  Tags.of(app).add('service', 'guichet');
  Tags.of(app).add('stage', stage.name);
  addChecks(app);
  return app;
}

function environment({ account, region }: Stage): Environment {
  return { ...(account && { account }), ...(region && { region }) };
}
