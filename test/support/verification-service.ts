import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { dynamoSendQuotas } from '../../lambdas/adapters/aws/dynamo-send-quotas.ts';
import { dynamoWorkChallenges } from '../../lambdas/adapters/aws/dynamo-work-challenges.ts';
import { DEFAULT_VERIFIER } from '../../lambdas/contracts/settings.ts';
import {
  type VerificationChallenge,
  VerifySignatureRequest,
} from '../../lambdas/contracts/signature-verification.ts';
import type { SignatureVerifier } from '../../lambdas/domain/signature-verification/signature-verifier.ts';
import { challengeVerifier } from '../../lambdas/endpoints/signatures/challenge-verifier.ts';
import { verify } from '../../lambdas/endpoints/signatures/verify.ts';
import { httpFunction, json, plain } from '../../lambdas/shell/http-function.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';

/** Fewer bits than in production: the tests do the work many times. */
export const SETTINGS = { ...DEFAULT_VERIFIER, challengeBits: 8, signatureBytes: 100_000 };

export interface VerificationService {
  call<T = Record<string, unknown>>(
    path: string,
    body?: object,
    sourceIp?: string,
  ): Promise<{ readonly status: number; readonly body: T }>;
  /** A fresh challenge with its work done. */
  work(): Promise<{ readonly challenge: string; readonly solution: string }>;
}

/** The two endpoints behind the real shell, over the tables that `startAws` made. */
export function verificationService(verifier: SignatureVerifier): VerificationService {
  const challenges = dynamoWorkChallenges('verification-challenges', randomness);
  const deps = {
    issuer: 'https://guichet.example',
    settings: SETTINGS,
    quotas: dynamoSendQuotas('send-quotas'),
    challenges,
    verifier,
  };
  const handler = httpFunction({
    'POST /api/verification/challenge': plain((request) => challengeVerifier(request, deps)),
    'POST /api/verification': json(VerifySignatureRequest, (request) => verify(request, deps), {
      limitBytes: 1_000_000,
    }),
  });
  const call: VerificationService['call'] = async <T>(
    path: string,
    body?: object,
    sourceIp = '192.0.2.1',
  ) => {
    const answer = await handler(toEvent(path, body, sourceIp));
    return { status: answer.statusCode ?? 0, body: JSON.parse(answer.body ?? '{}') as T };
  };
  return {
    call,
    async work() {
      const { body } = await call<VerificationChallenge>('/api/verification/challenge');
      return { challenge: body.challenge, solution: solve(body) };
    },
  };
}

/** By trying one number after the other. */
export function solve({ challenge, bits }: Pick<VerificationChallenge, 'challenge' | 'bits'>): string {
  for (let number = 0; ; number++) {
    const hash = createHash('sha256').update(`${challenge}.${number}`).digest();
    if (hash.readUInt32BE() >>> (32 - bits) === 0) return String(number);
  }
}

function toEvent(path: string, body: object | undefined, sourceIp: string): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: `POST ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    requestContext: { http: { method: 'POST', path, sourceIp }, requestId: 'request-1' },
    ...(body && { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
}
