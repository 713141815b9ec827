import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoOrganisationTokens } from '../adapters/aws/dynamo-organisation-tokens.ts';
import { dynamoSignalStreams } from '../adapters/aws/dynamo-signal-streams.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { sqsRelyingPartyMessages } from '../adapters/aws/sqs-relying-party-messages.ts';
import type { RelyingPartySettings } from '../contracts/settings.ts';
import {
  StreamChangeRequest,
  StreamRequest,
  StreamStatusRequest,
  StreamVerificationRequest,
} from '../contracts/signals.ts';
import { tokenSealers } from '../domain/sealed-token/token-sealers.ts';
import { createStream } from '../endpoints/signals/create-stream.ts';
import { deleteStream } from '../endpoints/signals/delete-stream.ts';
import { readStatus } from '../endpoints/signals/read-status.ts';
import { readStream } from '../endpoints/signals/read-stream.ts';
import { replaceStream } from '../endpoints/signals/replace-stream.ts';
import { updateStatus } from '../endpoints/signals/update-status.ts';
import { updateStream } from '../endpoints/signals/update-stream.ts';
import { verifyStream } from '../endpoints/signals/verify-stream.ts';
import { issuer, queue, secretArn, setting, table } from '../shell/config.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const deps = {
  issuer: issuer(),
  settings: setting<RelyingPartySettings>('RELYING_PARTIES'),
  randomness,
  clients: dynamoClients(table('clients')),
  organisationTokens: dynamoOrganisationTokens(table('access-tokens')),
  streams: dynamoSignalStreams(table('signal-streams')),
  entrusted: tokenSealers(deploymentSecret(secretArn('entrusted')), randomness),
  messages: sqsRelyingPartyMessages(queue('relying-party-messages')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'GET /ssf/streams': plain((request) => readStream(request, deps)),
  'POST /ssf/streams': json(StreamRequest, (request) => createStream(request, deps)),
  'PATCH /ssf/streams': json(StreamChangeRequest, (request) => updateStream(request, deps)),
  'PUT /ssf/streams': json(StreamChangeRequest, (request) => replaceStream(request, deps)),
  'DELETE /ssf/streams': plain((request) => deleteStream(request, deps)),
  'GET /ssf/status': plain((request) => readStatus(request, deps)),
  'POST /ssf/status': json(StreamStatusRequest, (request) => updateStatus(request, deps)),
  'POST /ssf/verification': json(StreamVerificationRequest, (request) => verifyStream(request, deps)),
});
