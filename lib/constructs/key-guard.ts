import { EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { prefix } from '../names.ts';
import type { Stage } from '../stages.ts';
import type { Ground } from './ground.ts';

const TAMPERING = [
  'ScheduleKeyDeletion',
  'DisableKey',
  'PutKeyPolicy',
  'CreateGrant',
  'DeleteImportedKeyMaterial',
];

/** The key-keeper ends its own keys in the mode `direct`, and can end no other (lib/constructs/token-key-grants.ts). */
const keyKeeper = (stage: Stage): string =>
  `arn:*:assumed-role/${prefix(stage, 'identity-KeyKeeperRole*')}/${prefix(stage, 'key-keeper')}`;

/** Tells at once when somebody changes who may use a key, switches one off or has it deleted (needs a CloudTrail trail). */
export function keyGuard(scope: Construct, { stage, alarms }: Pick<Ground, 'stage' | 'alarms'>): void {
  const detail = (field: string) => EventField.fromPath(`$.detail.${field}`);
  new Rule(scope, 'KeyGuard', {
    ruleName: prefix(stage, 'key-tampering'),
    description: 'A KMS key was changed, switched off or is to be deleted',
    eventPattern: {
      source: ['aws.kms'],
      detailType: ['AWS API Call via CloudTrail'],
      // AWS services make grants all the time (DynamoDB for its tables); people and roles should not.
      detail: {
        eventName: TAMPERING,
        userIdentity: {
          type: ['IAMUser', 'AssumedRole', 'Root'],
          arn: Match.anythingButWildcard(keyKeeper(stage)),
        },
      },
    },
    targets: [
      new SnsTopic(alarms, {
        message: RuleTargetInput.fromText(
          `${detail('eventName')} on a KMS key by ${detail('userIdentity.arn')}. Runbook: ${stage.alarms.runbook}#key-tampering`,
        ),
      }),
    ],
  });
}
