import type { IssuingAuthority } from '../../domain/certificate/certificate-record.ts';
import { certificateStatus, type StatusDeps } from '../../domain/ocsp/certificate-status.ts';
import { OcspRefusal } from '../../domain/ocsp/ocsp-refusal.ts';
import { type AskedCertificate, parseOcspRequest } from '../../domain/ocsp/ocsp-request.ts';
import { refuseOcsp, signOcspResponse } from '../../domain/ocsp/ocsp-response.ts';
import { requestInPath } from '../../domain/ocsp/request-in-path.ts';
import type { Signer } from '../../domain/signer/signer.ts';
import type { TrustStore } from '../../domain/trust/trust-store.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface AnswerOcspDeps extends StatusDeps {
  readonly trust: Pick<TrustStore, 'certificate'>;
  readonly authorityOf: (asked: AskedCertificate) => Promise<IssuingAuthority | undefined>;
  /** The key `ocsp-responder`. */
  readonly signer: Pick<Signer, 'algorithm' | 'sign'>;
  /** What is answered with internalError is for the log. */
  readonly report: (error: unknown) => void;
}

/** OCSP over HTTP (RFC 6960 appendix A), GET and POST: whatever is sent, the answer is an OCSPResponse. */
export async function answerOcsp(request: HttpRequest, deps: AnswerOcspDeps): Promise<HttpResponse> {
  const body = await answer(request, deps).catch((error: unknown) => {
    if (error instanceof OcspRefusal) return refuseOcsp(error.code);
    deps.report(error);
    return refuseOcsp('internalError');
  });
  return { headers: { 'content-type': 'application/ocsp-response' }, body };
}

async function answer(request: HttpRequest, deps: AnswerOcspDeps): Promise<Uint8Array> {
  const { certificates, nonce } = parseOcspRequest(messageIn(request));
  const asked = await Promise.all(certificates.map((each) => requireAuthority(each, deps)));
  const statuses = await Promise.all(asked.map((each) => statusOf(each, request.now, deps)));
  const answered = { statuses, producedAt: request.now, ...(nonce && { nonce }) };
  return signOcspResponse(answered, await respondersOf(asked, deps), deps.signer);
}

function messageIn({ method, path, headers, rawBody }: HttpRequest): Uint8Array {
  if (method === 'GET') return requestInPath(path.replace(/^\/ocsp\//, ''));
  if (/^application\/ocsp-request\s*(;|$)/i.test(headers['content-type'] ?? '')) return rawBody;
  throw new OcspRefusal('malformedRequest', 'Send the request as application/ocsp-request.');
}

type OurCertificate = AskedCertificate & { readonly authority: IssuingAuthority };

async function requireAuthority(asked: AskedCertificate, deps: AnswerOcspDeps): Promise<OurCertificate> {
  const authority = await deps.authorityOf(asked);
  if (authority !== undefined) return { ...asked, authority };
  throw new OcspRefusal('unauthorized', 'The certificate was issued by somebody else.');
}

async function statusOf({ authority, serial, certId }: OurCertificate, now: Date, deps: AnswerOcspDeps) {
  return { certId, ...(await certificateStatus(authority, serial, now, deps)) };
}

/** A responder certificate from each authority concerned: the key is the same. */
async function respondersOf(asked: readonly OurCertificate[], { trust }: AnswerOcspDeps) {
  const authorities = [...new Set(asked.map(({ authority }) => authority))];
  return Promise.all(authorities.map((authority) => trust.certificate(`ocsp-${authority}`)));
}
