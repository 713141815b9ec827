import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  FilterCriteria,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks.ts';

/** A filter pattern of Lambda over the stream's records. */
export type StreamFilter = Readonly<Record<string, unknown>>;

export interface StreamConsumerProps {
  readonly consumer: LambdaFunction;
  readonly streamArn: string;
  /** Learns which records were given up: their place, not their content. */
  readonly failures: Queue;
  readonly batchSize: number;
  /** Unset: tried again until the stream forgets (24 h). */
  readonly retryAttempts?: number;
  /** Records that do not fit cost no call of the function. */
  readonly filter?: StreamFilter;
}

/** Feeds a function with the changes of a table, in order by item; a bad record is found by halving its batch. */
export function streamConsumer(scope: Construct, id: string, props: StreamConsumerProps): void {
  const { consumer, streamArn, failures, batchSize, retryAttempts, filter } = props;
  allowPolling(consumer, streamArn);
  failures.grantSendMessages(consumer);
  new EventSourceMapping(scope, id, {
    target: consumer,
    eventSourceArn: streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize,
    maxBatchingWindow: Duration.seconds(1),
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    onFailure: new SqsDlq(failures),
    ...(retryAttempts !== undefined && { retryAttempts }),
    ...(filter !== undefined && { filters: [FilterCriteria.filter(filter)] }),
  });
}

/** What Lambda's poller needs in the function's name; listing streams knows no resource. */
function allowPolling(consumer: LambdaFunction, streamArn: string): void {
  const actions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
  consumer.addToRolePolicy(new PolicyStatement({ actions, resources: [streamArn] }));
  consumer.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }));
  if (consumer.role)
    acknowledge(consumer.role, {
      'AwsSolutions-IAM5[Resource::*]': 'IAM knows no resource for ListStreams.',
    });
}
