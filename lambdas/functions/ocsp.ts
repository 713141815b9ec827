import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { kmsSigner } from '../adapters/aws/kms-signer.ts';
import { s3TrustStore } from '../adapters/aws/s3-trust-store.ts';
import type { CertificateSettings } from '../contracts/settings.ts';
import { servedAuthorities } from '../domain/ocsp/served-authorities.ts';
import { currentLists } from '../domain/revocation-list/current-lists.ts';
import { answerOcsp } from '../endpoints/certificates/answer-ocsp.ts';
import { bucket, key, setting, table } from '../shell/config.ts';
import { httpFunction, plain } from '../shell/http-function.ts';
import { logger } from '../shell/logger.ts';

/** Revalidated for every answer: OCSP is never behind the CRL (C6). */
const trust = s3TrustStore(bucket('trust'), 0);

const deps = {
  trust,
  authorityOf: servedAuthorities(trust),
  currentList: currentLists(trust),
  certificates: dynamoCertificates({ certificates: table('certificates') }),
  crlPartitions: setting<CertificateSettings>('CERTIFICATES').crlPartitions,
  signer: kmsSigner(key('ocsp-responder'), 'ES256'),
  report: (error: unknown) =>
    logger.error('OCSP request failed', { error: error instanceof Error ? error.name : 'unknown' }),
};

const answer = plain((request) => answerOcsp(request, deps));

export const handler = httpFunction({ 'GET /ocsp/{request+}': answer, 'POST /ocsp': answer });
