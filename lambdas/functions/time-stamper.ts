import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { kmsSigner } from '../adapters/aws/kms-signer.ts';
import { s3TrustStore } from '../adapters/aws/s3-trust-store.ts';
import type { CertificateSettings } from '../contracts/settings.ts';
import { oids } from '../domain/asn1/oids.ts';
import type { TimeStampRequest } from '../domain/time-stamp/time-stamp-request.ts';
import { makeTimeStampToken } from '../domain/time-stamp/time-stamp-token.ts';
import { readCertificates } from '../domain/trust/held-certificate.ts';
import { timeStamp } from '../endpoints/signatures/time-stamp.ts';
import { bucket, key, setting, table } from '../shell/config.ts';
import { httpFunction, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const settings = setting<CertificateSettings>('CERTIFICATES');
const policy = oids(settings.oidArc).policy.timeStamp;
const trust = s3TrustStore(bucket('trust'));
const certificates = readCertificates(
  () => trust.certificate('time-stamping'),
  [() => trust.certificate('seal')],
);
const signer = kmsSigner(key('time-stamping'), 'ES256');
const makeToken = async (request: TimeStampRequest, now: Date): Promise<Uint8Array> =>
  makeTimeStampToken(request, now, { signer, policy, randomness, certificates: await certificates() });

const deps = {
  policy,
  perAddress: settings.timeStampsPerAddress,
  quotas: dynamoSendQuotas(table('send-quotas')),
  makeToken,
};

export const handler = httpFunction({ 'POST /tsa': plain((request) => timeStamp(request, deps)) });
