import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { dynamoWorkChallenges } from '../adapters/aws/dynamo-work-challenges.ts';
import { s3TrustStore } from '../adapters/aws/s3-trust-store.ts';
import type { CertificateSettings, VerifierSettings } from '../contracts/settings.ts';
import { VerifySignatureRequest } from '../contracts/signature-verification.ts';
import { signatureVerifier } from '../domain/signature-verification/verify-signature.ts';
import { challengeVerifier } from '../endpoints/signatures/challenge-verifier.ts';
import { verify } from '../endpoints/signatures/verify.ts';
import { bucket, issuer, setting, table } from '../shell/config.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

/** As much as Lambda takes in one call; what is too large for us is refused with advice by the endpoint. */
const BODY_BYTES = 6 * 1024 * 1024;

const deps = {
  issuer: issuer(),
  settings: setting<VerifierSettings>('VERIFIER'),
  quotas: dynamoSendQuotas(table('send-quotas')),
  challenges: dynamoWorkChallenges(table('verification-challenges'), randomness),
  verifier: signatureVerifier({
    trust: s3TrustStore(bucket('trust')),
    settings: setting<CertificateSettings>('CERTIFICATES'),
  }),
};

export const handler = httpFunction({
  'POST /api/verification/challenge': plain((request) => challengeVerifier(request, deps)),
  'POST /api/verification': json(VerifySignatureRequest, (request) => verify(request, deps), {
    limitBytes: BODY_BYTES,
  }),
});
