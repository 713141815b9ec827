import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { courierQueue } from './courier-queue.ts';
import type { Ground } from './ground.ts';

/** The queue of notices to businesses. */
export function moveNoticesQueue(scope: Construct, ground: Pick<Ground, 'stage' | 'alarms'>): Queue {
  const props = {
    name: 'move-notices',
    courier: 'move-courier',
    attempts: ground.stage.settings.MOVES.attempts,
    failed: 'The courier could not bring a notice of a move to an end, however often it tried.',
    late: { meaning: 'A notice of a move has been waiting for a day.', after: Duration.days(1) },
  } as const;
  return courierQueue(scope, props, ground);
}
