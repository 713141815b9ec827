import { createHash, randomBytes } from 'node:crypto';
import type { CertificateApplicationView } from '../../lambdas/contracts/certificates.ts';
import type { IssuedCertificate } from '../../lambdas/contracts/certification.ts';
import { readRequest } from '../../lambdas/domain/certification-request/read-request.ts';
import { requirePossession } from '../../lambdas/domain/certification-request/require-possession.ts';
import { parseTimeStampRequest } from '../../lambdas/domain/time-stamp/time-stamp-request.ts';
import { granted } from '../../lambdas/domain/time-stamp/time-stamp-response.ts';
import { makeTimeStampToken } from '../../lambdas/domain/time-stamp/time-stamp-token.ts';
import { pem } from '../support/openssl.ts';
import { ARC } from '../support/pki.ts';
import { type Holder, NOW, type SigningWorld } from '../support/signed-files.ts';
import { applying } from './certificate-scenes.ts';
import { type Answer, type FakeGuichet, type Received, refusal } from './fake-guichet.ts';
import { loggedIn } from './organisation-scenes.ts';

const KEY = 'AAECAwQFBgcICQoLDA0ODw';
const POLICY = `${ARC}.1.5`;

/** What the deployment does for a signing key, in front of one browser: shares, the authority, time-stamps; the keys are real. */
export interface SigningDesk {
  /** Base64url; another one is as wrong as a damaged one. */
  share: string;
  /** Certificates issued here, and the requests they were issued for. */
  readonly issued: Pick<Holder, 'der' | 'serial'>[];
  readonly requests: string[];
  /** What the share was released for. */
  readonly uses: { readonly purpose: string; readonly digest: string }[];
  /** Wrong passwords still allowed. */
  triesLeft: number;
  stampsTime: boolean;
}

const bodyOf = <T>(request: Received): T => JSON.parse(request.body) as T;

/** Lets `fake` answer as the deployment would, for one application of a kind. */
export function signingDesk(
  fake: FakeGuichet,
  world: SigningWorld,
  of: Partial<CertificateApplicationView> = {},
): SigningDesk {
  let verifier = '';
  const desk: SigningDesk = {
    share: randomBytes(32).toString('base64url'),
    issued: [],
    requests: [],
    uses: [],
    triesLeft: 5,
    stampsTime: true,
  };
  const create = (request: Received): Answer => {
    verifier = bodyOf<{ verifier: string }>(request).verifier;
    return { status: 201, body: { key: KEY, share: desk.share } };
  };
  const release = (request: Received): Answer => {
    const { verifier: shown, ...use } = bodyOf<{ verifier: string; purpose: string; digest: string }>(
      request,
    );
    if (desk.triesLeft === 0) return LOCKED;
    if (shown !== verifier) {
      desk.triesLeft -= 1;
      return desk.triesLeft === 0
        ? LOCKED
        : refusal(422, 'signing-password-wrong', { triesLeft: desk.triesLeft, next: ['try-again'] });
    }
    desk.uses.push(use);
    return { body: { share: desk.share } };
  };
  const issue = async (received: Received): Promise<Answer> => {
    const { request: text } = bodyOf<{ request: string }>(received);
    desk.requests.push(text);
    const request = readRequest(text);
    requirePossession(request);
    const kind = of.kind ?? 'signature';
    const { der, serial } = await world.holder({
      kind,
      spki: request.publicKey,
      ...(of.organisation && { organisation: { id: of.organisation, name: 'Boulangerie Acme' } }),
    });
    desk.issued.push({ der, serial });
    const authority = world.pki.certificate(
      kind === 'signature' || kind === 'authentication' ? kind : 'seal',
    );
    const body: IssuedCertificate = {
      serial,
      kind,
      notBefore: NOW.toISOString(),
      notAfter: new Date(+NOW + 365 * 86_400_000).toISOString(),
      keyId: createHash('sha256').update(request.publicKey).digest('base64url'),
      der: Buffer.from(der).toString('base64'),
      pem: pem('CERTIFICATE', der),
      issuers: [authority, world.pki.certificate('root')].map((each) => Buffer.from(each).toString('base64')),
    };
    return { body };
  };
  const stamp = async ({ body }: Received): Promise<Answer> => {
    if (!desk.stampsTime) return { status: 503, bytes: new Uint8Array() };
    const query = parseTimeStampRequest(Buffer.from(body, 'latin1'), POLICY);
    const token = await makeTimeStampToken(query, NOW, {
      signer: world.pki.keys['time-stamping'],
      certificates: [world.pki.certificate('time-stamping'), world.pki.certificate('seal')],
      policy: POLICY,
      randomness: { bytes: (n) => Uint8Array.from(randomBytes(n)) },
    });
    return { bytes: granted(token) };
  };
  loggedIn(fake);
  for (const [call, body] of Object.entries(applying(of))) fake.answer(call, { body });
  fake
    .answer('POST /api/signing-keys', create)
    .answer(`POST /api/signing-keys/${KEY}/share`, release)
    .answer('POST /api/certificates/applications/app-1/certificate', issue)
    .answer('POST /tsa', stamp);
  return desk;
}

const LOCKED = refusal(403, 'signing-password-locked', {
  triesLeft: 0,
  next: ['counter', 'apply-for-certificate'],
});
