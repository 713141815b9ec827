import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { AuthorityFunction } from '../constructs/authority-function.ts';
import { exchangeBucket } from '../constructs/exchange-bucket.ts';
import { notificationsQueue, notifier } from '../constructs/notifications.ts';
import { publishedBucket } from '../constructs/published-bucket.ts';
import { reviewDeadline } from '../constructs/review-deadline.ts';
import { verificationMachine } from '../constructs/verification-machine.ts';
import { groundOf, type LowerStacks } from './ground-of.ts';
import { StageStack, type StageStackProps } from './stage-stack.ts';
import type { WatchStack } from './watch.ts';

export interface VerificationStackProps extends StageStackProps, LowerStacks {
  readonly watch: WatchStack;
}

/** From a person's first step to the decision: enrolment, evidence, the machine, the reviewers, the messages. */
export class VerificationStack extends StageStack {
  readonly evidence: Bucket;
  readonly notifications: Queue;

  constructor(scope: Construct, id: string, props: VerificationStackProps) {
    super(scope, id, {
      ...props,
      description: 'Guichet: enrolment, evidence, verification, review, notifications',
    });
    const { stage } = this;
    const { alarms } = props.watch;
    this.evidence = exchangeBucket(this, {
      stage,
      name: 'evidence',
      content: 'pictures and videos of enrolments',
      accessLogs: props.data.accessLogs,
      issuer: props.edge.issuer,
      expireDays: stage.retention.evidenceDays,
    });
    this.notifications = notificationsQueue(this, { stage, alarms });
    const own = {
      alarms,
      buckets: { evidence: this.evidence, trust: publishedBucket(this, 'trust') },
      queues: { notifications: this.notifications },
    };
    const ground = groundOf(props, own);

    const examiner = new AuthorityFunction(this, 'examiner', ground);
    const registrar = new AuthorityFunction(this, 'registrar', ground);
    const machine = verificationMachine(this, {
      stage,
      alarms,
      examiner: examiner.function,
      registrar: registrar.function,
    });
    reviewDeadline(this, { stage, alarms, registrarLog: registrar.logGroup });

    const above = groundOf(props, { ...own, machines: { verification: machine.stateMachineArn } });
    new AuthorityFunction(this, 'enrolment', above);
    new AuthorityFunction(this, 'picture-intake', above);
    new AuthorityFunction(this, 'review', above);
    notifier(this, above, this.notifications);
  }
}
