import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { courierQueue } from './courier-queue.ts';
import type { Ground } from './ground.ts';

/** People who have left, to be erased. */
export function accountErasuresQueue(scope: Construct, ground: Pick<Ground, 'stage' | 'alarms'>): Queue {
  const props = {
    name: 'account-erasures',
    courier: 'eraser',
    attempts: 5,
    failed: 'A person who has left could not be erased, however often it was tried: the law gives a month.',
    late: { meaning: 'A person who has left has not been erased for six hours.', after: Duration.hours(6) },
  } as const;
  return courierQueue(scope, props, ground);
}
