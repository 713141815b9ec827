import { randomUUID } from 'node:crypto';
import { type AwsError, answer, type WireAnswer, type WireRequest } from '../service.ts';

/** The wire protocols spoken on the gateway's port. */
export type Protocol = 'json' | 'rest-json' | 'query' | 's3';

/** Service of the laptop cloud by the prefix of `x-amz-target`. */
export const TARGETS: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'dynamodb',
  DynamoDBStreams_20120810: 'dynamodb',
  TrentService: 'kms',
  AWSStepFunctions: 'states',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  Textract: 'textract',
  RekognitionService: 'rekognition',
  secretsmanager: 'secretsmanager',
  AmazonSSM: 'ssm',
  GraniteServiceVersion20100801: 'cloudwatch',
  Logs_20140328: 'logs',
};

/** Service by the signing name in the credential scope, where they differ. */
export const SIGNING_NAMES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch', email: 'ses' };

export function protocolOf(request: WireRequest, service: string): Protocol {
  if (request.headers['x-amz-target'] !== undefined) return 'json';
  if (service === 's3') return 's3';
  return request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
    ? 'query'
    : 'rest-json';
}

/** Renders an error as the protocol of its call wants it. */
export function renderError(error: AwsError, protocol: Protocol, request: WireRequest): WireAnswer {
  const requestId = randomUUID();
  const headers = { 'x-amzn-requestid': requestId, 'x-amz-request-id': requestId };
  if (protocol === 's3') return s3Error(error, request, requestId, headers);
  if (protocol === 'query') return queryError(error, requestId, headers);
  const type = { 'x-amzn-errortype': error.code };
  const contentType = protocol === 'json' ? jsonType(request) : 'application/json';
  return answer({
    status: protocol === 'rest-json' && DENIED.test(error.code) ? 403 : error.status,
    headers: { ...headers, ...type, 'content-type': contentType },
    body: JSON.stringify({ __type: error.code, message: error.message, Message: error.message }),
  });
}

const DENIED = /^AccessDenied|^AuthorizationError/;

/** The JSON version the client speaks. */
export function jsonType(request: WireRequest): string {
  return request.headers['content-type'] ?? 'application/x-amz-json-1.0';
}

function s3Error(
  error: AwsError,
  request: WireRequest,
  requestId: string,
  headers: Record<string, string>,
): WireAnswer {
  const denied = DENIED.test(error.code);
  const code = denied ? 'AccessDenied' : error.code;
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(error.message)}</Message><Resource>${escapeXml(request.path)}</Resource><RequestId>${requestId}</RequestId></Error>`;
  return answer({
    status: denied ? 403 : error.status,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: request.method === 'HEAD' ? '' : body,
  });
}

function queryError(error: AwsError, requestId: string, headers: Record<string, string>): WireAnswer {
  const denied = DENIED.test(error.code);
  const code = denied ? 'AuthorizationError' : error.code;
  const fault = error.status >= 500 ? 'Receiver' : 'Sender';
  const body = `<ErrorResponse><Error><Type>${fault}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  return answer({
    status: denied ? 403 : error.status,
    headers: { ...headers, 'content-type': 'text/xml' },
    body,
  });
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
