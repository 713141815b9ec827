import type * as v from 'valibot';
import type { EmailConfirmation, TokenRequest } from '../../contracts/enrolment.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type Dossier, type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { provedEmail } from '../../domain/enrolment/proved-address.ts';
import { Refusal } from '../../domain/errors.ts';
import type { LinkRecord, Links } from '../../domain/link/links.ts';
import type { Sessions } from '../../domain/session/sessions.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ConfirmEmailLinkDeps {
  readonly dossiers: Dossiers;
  readonly sessions: Sessions;
  readonly links: Links;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
}

const PURPOSE = 'enrolment-email';

/** POST /api/enrolment/email/link: the link of the e-mail proves the address, on whichever device it was opened (A2). */
export async function confirmEmailLink(
  request: HttpRequest<v.InferOutput<typeof TokenRequest>>,
  deps: ConfirmEmailLinkDeps,
): Promise<HttpResponse> {
  const { now, body } = request;
  const link = await deps.links.find({ token: body.token, purpose: PURPOSE, now });
  const dossier = link && (await deps.dossiers.load(link.subject));
  if (link === undefined || dossier === undefined) throw linkOver();
  if (dossier.enrolment.emailHandle !== link.data.handle) await prove(dossier, link, body.token, now, deps);
  return { body: await confirmation(dossier, request, deps) };
}

/** The link is used up before the address counts as proved. */
async function prove(
  dossier: Dossier,
  link: LinkRecord,
  token: string,
  now: Date,
  deps: ConfirmEmailLinkDeps,
): Promise<void> {
  const { pending, id } = dossier.enrolment;
  if (pending?.kind !== 'email' || pending.handle !== link.data.handle) throw linkOver();
  const { changes, person } = provedEmail(dossier, pending);
  await deps.links.consume({ token, purpose: PURPOSE, now });
  await deps.dossiers.advance(dossier, changes, now, person);
  await deps.audit.record({
    event: 'enrolment.email-verified',
    subject: id,
    actor: 'citizen',
    at: now,
    details: { by: 'link' },
  });
}

async function confirmation(
  { enrolment }: Dossier,
  request: HttpRequest<unknown>,
  deps: ConfirmEmailLinkDeps,
): Promise<EmailConfirmation> {
  const secret = deps.cookies.read(request.cookies, ENROLMENT_COOKIE);
  const session = secret === undefined ? undefined : await deps.sessions.find(secret, request.now);
  return { confirmed: true, continueHere: session?.subject === enrolment.id };
}

function linkOver(): Refusal {
  return new Refusal(
    'gone',
    'link-expired',
    'This link is no longer valid. Ask for a new one on the page where you began.',
    { next: ['new-code', 'restart'] },
  );
}
