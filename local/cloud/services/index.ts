import type { ServiceFactory } from '../parts.ts';
import { stepFunctions } from '../states/step-functions.ts';
import { eventBridge } from './events/event-bridge.ts';
import { kms } from './kms/kms.ts';
import { s3 } from './s3/s3.ts';
import { scheduler } from './scheduler/scheduler.ts';
import { secretsManager } from './secrets-manager/secrets-manager.ts';
import { ses } from './ses/ses.ts';
import { sns } from './sns/sns.ts';
import { sqs } from './sqs/sqs.ts';
import { ssm } from './ssm/ssm.ts';
import { sts } from './sts/sts.ts';
import { cloudWatch } from './watch/cloudwatch.ts';
import { logs } from './watch/logs.ts';

/** Every service the laptop cloud answers itself, besides the core's Lambda and DynamoDB and the engines. */
export const services: readonly ServiceFactory[] = [
  kms,
  s3,
  sqs,
  sns,
  ses,
  secretsManager,
  ssm,
  cloudWatch,
  logs,
  sts,
  eventBridge,
  scheduler,
  stepFunctions,
];
