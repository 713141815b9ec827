import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CompactSign, type CryptoKey, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../../lambdas/adapters/aws/dynamo-box-items.ts';
import { dynamoBusinessConsents } from '../../lambdas/adapters/aws/dynamo-business-consents.ts';
import { dynamoBusinesses, enterBusiness } from '../../lambdas/adapters/aws/dynamo-businesses.ts';
import { dynamoMoveNotices } from '../../lambdas/adapters/aws/dynamo-move-notices.ts';
import { dynamoMoves } from '../../lambdas/adapters/aws/dynamo-moves.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { kmsSigner } from '../../lambdas/adapters/aws/kms-signer.ts';
import { sqsNotifications } from '../../lambdas/adapters/aws/sqs-notifications.ts';
import { businessGate } from '../../lambdas/adapters/https/business-gate.ts';
import { DEFAULT_MOVES } from '../../lambdas/contracts/settings.ts';
import { RECEIPT_TYPE } from '../../lambdas/domain/address-change/address-change.ts';
import { noticeDigest } from '../../lambdas/domain/address-change/receipt.ts';
import type { Business } from '../../lambdas/domain/business/business.ts';
import type { TellBusinessDeps } from '../../lambdas/events/tell-business.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { type SignInService, startSignInService } from './sign-in.ts';

/** How a business of a test behaves; `receipt` stands in for what a right one would answer. */
export type Behaviour = (
  notice: { readonly jws: string; readonly key: string; readonly payload: Record<string, unknown> },
  right: (changes?: Record<string, unknown>, header?: Record<string, unknown>) => Promise<string>,
) => Promise<{ readonly status?: number; readonly body: string } | 'silence'>;

export interface TestBusiness {
  readonly id: string;
  readonly entry: Business;
  /** Notices as they arrived. */
  readonly arrived: { readonly jws: string; readonly key: string }[];
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

/** A business with a real endpoint and a real key, entered into the directory. */
export async function testBusiness(id: string): Promise<TestBusiness> {
  const business = await openBusiness(id);
  await enterBusiness('businesses', business.entry);
  return business;
}

/** The same, not entered anywhere. */
export async function openBusiness(id: string): Promise<TestBusiness> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const arrived: TestBusiness['arrived'] = [];
  let behaviour: Behaviour = async (_notice, right) => ({ body: await right() });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const jws = await text(request);
    const key = String(request.headers['idempotency-key']);
    arrived.push({ jws, key });
    const payload = decodeJwt(jws);
    const right = (changes = {}, header = {}) => receipt(id, { jws, payload }, privateKey, changes, header);
    const said = await behaviour({ jws, key, payload }, right);
    if (said !== 'silence') response.writeHead(said.status ?? 200).end(said.body);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const entry: Business = {
    id,
    name: `Business ${id}`,
    category: 'bank',
    numberKind: 'account',
    endpoint: `http://127.0.0.1:${port}/notices`,
    receiptKey: { ...(await exportJWK(publicKey)), alg: 'ES256' },
    status: 'active',
  };
  return {
    id,
    entry,
    arrived,
    behave: (next) => {
      behaviour = next;
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

function receipt(
  business: string,
  notice: { readonly jws: string; readonly payload: Record<string, unknown> },
  key: CryptoKey,
  changes: Record<string, unknown>,
  header: Record<string, unknown>,
): Promise<string> {
  const claims = {
    iss: business,
    sub: notice.payload.jti,
    notice_digest: noticeDigest(notice.jws),
    outcome: 'accepted',
    ...changes,
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', typ: RECEIPT_TYPE, ...header })
    .sign(key);
}

/** The function `moves` beside those of sign-in, and what the courier works with. */
export function startMoves(): Promise<SignInService> {
  return startSignInService(
    {},
    {},
    {
      tables: ['businesses', 'business-consents', 'moves', 'move-notices', 'box-items'],
      functions: async () => {
        process.env.MOVE_NOTICES_QUEUE = `${process.env.AWS_ENDPOINT_URL}/move-notices`;
        return { moves: (await import('../../lambdas/functions/moves.ts')).handler };
      },
    },
  );
}

export const COURIER_CERTIFICATE = Buffer.from('certificate of the courier');

/** What the courier holds, with the stores and keys of the test's AWS; answers within a second. */
export function courier(service: SignInService, attempts = 3): TellBusinessDeps {
  const settings = { ...DEFAULT_MOVES, answerSeconds: 1, attempts, allowsLoopback: true };
  return {
    issuer: service.issuer,
    settings,
    moves: dynamoMoves('moves'),
    notices: dynamoMoveNotices('move-notices'),
    accounts: dynamoAccounts('accounts'),
    businesses: dynamoBusinesses('businesses'),
    consents: dynamoBusinessConsents('business-consents'),
    personalData: kmsPersonalData('personal-data'),
    signer: kmsSigner('move-notices', 'ES256'),
    certificates: async () => [COURIER_CERTIFICATE],
    gate: businessGate(settings),
    boxItems: dynamoBoxItems('box-items'),
    notifications: sqsNotifications(`${service.aws.endpoint}/notifications`),
    audit: dynamoAuditTrail('audit-events', randomness),
  };
}
