import { dynamoApprovals } from '../adapters/aws/dynamo-approvals.ts';
import { dynamoBackchannelRequests } from '../adapters/aws/dynamo-backchannel-requests.ts';
import { dynamoClientErrors } from '../adapters/aws/dynamo-client-errors.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoConsents } from '../adapters/aws/dynamo-consents.ts';
import { dynamoGrants } from '../adapters/aws/dynamo-grants.ts';
import { dynamoSessionIds } from '../adapters/aws/dynamo-session-ids.ts';
import { dynamoSignalStreams } from '../adapters/aws/dynamo-signal-streams.ts';
import { dynamoToldMessages } from '../adapters/aws/dynamo-told-messages.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { sqsRedelivery } from '../adapters/aws/sqs-redelivery.ts';
import { sqsRelyingPartyMessages } from '../adapters/aws/sqs-relying-party-messages.ts';
import { tokenSigners } from '../adapters/aws/token-signers.ts';
import { guardedDoor } from '../adapters/https/guarded-door.ts';
import type { RelyingPartySettings } from '../contracts/settings.ts';
import { NotYet } from '../domain/relying-party-message/deliver.ts';
import type { QueuedMessage } from '../domain/relying-party-message/relying-party-message.ts';
import { tokenSealers } from '../domain/sealed-token/token-sealers.ts';
import { tellRelyingParty } from '../events/tell-relying-party.ts';
import { issuer, key, queue, secretArn, setting, table } from '../shell/config.ts';
import { queueFunction } from '../shell/queue-function.ts';
import { randomness } from '../shell/randomness.ts';

const settings = setting<RelyingPartySettings>('RELYING_PARTIES');

const deps = {
  issuer: issuer(),
  settings,
  clients: dynamoClients(table('clients')),
  consents: dynamoConsents(table('consents')),
  grants: dynamoGrants(table('grants')),
  sessionIds: dynamoSessionIds(table('grants')),
  approvals: dynamoApprovals(table('approvals')),
  backchannelRequests: dynamoBackchannelRequests(table('backchannel-requests')),
  streams: dynamoSignalStreams(table('signal-streams')),
  told: dynamoToldMessages(table('replays')),
  clientErrors: dynamoClientErrors(table('client-errors'), settings, randomness),
  messages: sqsRelyingPartyMessages(queue('relying-party-messages')),
  signers: tokenSigners({ table: table('signing-keys'), wrappingKey: key('token-keys') }),
  subjectSecret: deploymentSecret(secretArn('subjects')),
  entrusted: tokenSealers(deploymentSecret(secretArn('entrusted')), randomness),
  door: guardedDoor(settings),
};

/** Consumer of the queue of messages to relying parties: each by itself; what failed comes again, later each time. */
export const handler = queueFunction<QueuedMessage>({
  failure: 'relying party not told',
  work: (message, attempt, now) => tellRelyingParty(message, attempt, now, deps),
  postponement: (error) => (error instanceof NotYet ? error : undefined),
  postpone: sqsRedelivery().after,
});
