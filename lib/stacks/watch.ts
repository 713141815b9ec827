import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { auditTrail } from '../constructs/audit-trail.ts';
import { dashboard } from '../constructs/dashboard.ts';
import { keyGuard } from '../constructs/key-guard.ts';
import { serviceAlarms } from '../constructs/service-alarms.ts';
import { prefix } from '../names.ts';
import { groundOf, type LowerStacks } from './ground-of.ts';
import { StageStack, type StageStackProps } from './stage-stack.ts';

/** Who is told when something is wrong, the audit chain, and the picture of the whole. */
export class WatchStack extends StageStack {
  readonly alarms: Topic;

  constructor(scope: Construct, id: string, props: StageStackProps & LowerStacks) {
    super(scope, id, { ...props, description: 'Guichet: alarms, audit chain, dashboard' });
    this.alarms = this.makeAlarms();
    const ground = groundOf(props, { alarms: this.alarms });
    auditTrail(this, {
      ...ground,
      accessLogs: props.data.accessLogs,
    });
    keyGuard(this, ground);
    serviceAlarms(this, { ...ground, api: props.edge.api });
    dashboard(this, ground);
  }

  /** A topic with a policy of its own loses the one that lets CloudWatch in; so it is said here. */
  private makeAlarms(): Topic {
    const topic = new Topic(this, 'Alarms', { topicName: prefix(this.stage, 'alarms'), enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    const { email } = this.stage.alarms;
    if (email !== '') topic.addSubscription(new EmailSubscription(email));
    return topic;
  }
}
