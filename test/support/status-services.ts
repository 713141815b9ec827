import type {
  CertificateRecord,
  RevocationEntry,
  RevocationReason,
} from '../../lambdas/domain/certificate/certificate-record.ts';
import { servedAuthorities } from '../../lambdas/domain/ocsp/served-authorities.ts';
import { currentLists } from '../../lambdas/domain/revocation-list/current-lists.ts';
import {
  type PublicationDeps,
  parsePartition,
  publishList,
} from '../../lambdas/domain/revocation-list/publish-list.ts';
import { type AnswerOcspDeps, answerOcsp } from '../../lambdas/endpoints/certificates/answer-ocsp.ts';
import type { HttpRequest } from '../../lambdas/shell/http-message.ts';
import { certificateRecord } from './certificates.ts';
import { type HolderRequest, ORIGIN, type TestPki } from './pki.ts';
import { testSigner } from './signer.ts';

export const NOW = new Date('2026-11-22T10:00:00.000Z');
const HOUR = 3600;

export interface Issued {
  readonly der: Uint8Array;
  readonly serial: string;
  readonly partition: string;
}

/** Certificates, their ends, the CRL publisher and the OCSP responder of one hierarchy, with stores in memory. */
export interface StatusServices {
  readonly records: Map<string, CertificateRecord>;
  readonly deps: AnswerOcspDeps;
  readonly reported: unknown[];
  issue(request?: Partial<HolderRequest>): Promise<Issued>;
  /** Takes effect with the next publication. */
  end(certificate: Issued, reason: RevocationReason, at?: Date): void;
  lift(certificate: Issued): void;
  publish(partition: string, now?: Date): Promise<unknown>;
  get(path: string, now?: Date): Promise<Uint8Array>;
  post(body: Uint8Array, now?: Date, type?: string): Promise<Uint8Array>;
}

export function statusServices(pki: TestPki): StatusServices {
  const records = new Map<string, CertificateRecord>();
  const entries = new Map<string, RevocationEntry>();
  const reported: unknown[] = [];
  const publication: PublicationDeps = {
    lists: {
      load: async ({ authority, number }) => {
        const list = pki.crls.get(`${authority}/${number}`);
        return list && { list, version: Buffer.from(list).toString('base64') };
      },
      replace: async ({ authority, number }, list) => {
        pki.crls.set(`${authority}/${number}`, list);
        return true;
      },
    },
    revocations: {
      ofPartition: async (partition) =>
        [...entries.values()].filter((entry) => entry.partition === partition),
    },
    trust: pki.trust,
    signers: pki.keys,
    origin: ORIGIN,
    settings: { crlSeconds: 24 * HOUR, crlRefreshSeconds: 12 * HOUR },
  };
  const deps: AnswerOcspDeps = {
    trust: pki.trust,
    authorityOf: servedAuthorities(pki.trust),
    currentList: currentLists(pki.trust),
    certificates: { find: async (serial) => records.get(serial) },
    crlPartitions: 16,
    signer: pki.keys.ocsp,
    report: (error) => void reported.push(error),
  };
  const send = async (request: Partial<HttpRequest>): Promise<Uint8Array> => {
    const { status = 200, headers, body } = await answerOcsp({ ...EMPTY, ...request }, deps);
    if (status !== 200 || headers?.['content-type'] !== 'application/ocsp-response')
      throw new Error('not OCSP');
    if (!(body instanceof Uint8Array)) throw new Error('not bytes');
    return body;
  };
  return {
    records,
    deps,
    reported,
    async issue(request = {}) {
      const kind = request.kind ?? 'authentication';
      const { der, serial } = await pki.issue({
        spki: testSigner('ES256').spki,
        crlPartition: 3,
        ...request,
        kind,
      });
      const authority = kind === 'authentication' || kind === 'signature' ? kind : 'seal';
      const crlPartition = request.crlPartition ?? 3;
      records.set(serial, certificateRecord({ id: serial, kind, authority, crlPartition }));
      return { der, serial, partition: `${authority}/${crlPartition}` };
    },
    end({ serial, partition }, reason, at = NOW) {
      const entry = { partition, serial, kind: 'authentication', holder: 'account-1', reason } as const;
      entries.set(serial, { ...entry, revokedAt: at.toISOString() });
    },
    lift: ({ serial }) => void entries.delete(serial),
    publish: (partition, now = NOW) => publishList(parsePartition(partition), now, publication),
    get: (path, now = NOW) => send({ method: 'GET', path: `/ocsp/${path}`, now }),
    post: (rawBody, now = NOW, type = 'application/ocsp-request') =>
      send({ rawBody, now, headers: { 'content-type': type } }),
  };
}

const EMPTY: HttpRequest = {
  method: 'POST',
  path: '/ocsp',
  params: {},
  query: new URLSearchParams(),
  headers: {},
  cookies: {},
  body: undefined,
  rawBody: new Uint8Array(),
  sourceIp: '192.0.2.1',
  requestId: 'r',
  now: NOW,
};
