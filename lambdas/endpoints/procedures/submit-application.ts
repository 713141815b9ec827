import type { InferOutput } from 'valibot';
import type { SignatureRequest } from '../../contracts/procedures.ts';
import type { Account } from '../../domain/account/account.ts';
import type { Application, SignedCopy } from '../../domain/application/application.ts';
import { toApplicationView } from '../../domain/application/application-view.ts';
import { bytesToSign, type Dossier, openDossier } from '../../domain/application/dossier.ts';
import { type CitizenSideDeps, settledDossier } from '../../domain/application/own-draft.ts';
import {
  requireDraft,
  requireOwnApplication,
  requireSameProcedure,
} from '../../domain/application/require-application.ts';
import { requireAttached } from '../../domain/application/require-attached.ts';
import { requireReady } from '../../domain/application/require-ready.ts';
import { settleApplication } from '../../domain/application/settle-application.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { AuthorityCheckDeps } from '../../domain/authority-check/load-authority-evidence.ts';
import { dayIn } from '../../domain/calendar/today.ts';
import { requireCertificateSession } from '../../domain/citizen-session/require-citizen.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import { requireOrganisationOf } from '../../domain/procedure/require-organisation.ts';
import { digestOf, fromBase64 } from '../../domain/signed-document/digest.ts';
import { requireSame } from '../../domain/signed-document/read-content.ts';
import { requireSignature } from '../../domain/signed-document/require-signature.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface SubmitApplicationDeps extends CitizenSideDeps, AuthorityCheckDeps {
  readonly audit: AuditTrail;
  readonly personalData: PersonalData;
}

/** POST /api/applications/{application}/signature: the signed application, verified with all that goes along, then sent once (E-19). */
export async function submitApplication(
  request: HttpRequest<InferOutput<typeof SignatureRequest>>,
  deps: SubmitApplicationDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const { account } = await requireCertificateSession(request, deps);
  const application = await requireOwnApplication(request.params.application, account, deps.applications);
  const signature = fromBase64(request.body.signature);
  if (application.digest !== digestOf(signature)) requireDraft(application);
  const procedure = requireSameProcedure(application, deps.procedures);
  const sent =
    application.status === 'draft'
      ? await send(await settledDossier(application, account, procedure, deps, now), signature, deps, now)
      : application; // the very same signature again: finish what was left undone
  const dossier = await settleApplication(await openDossier(sent, account, procedure, deps), deps, now);
  await record(dossier.application, account, deps);
  return { body: await toApplicationView(dossier, dayIn(deps.timeZone, now), deps) };
}

async function send(
  dossier: Dossier,
  signature: Uint8Array,
  deps: SubmitApplicationDeps,
  now: Date,
): Promise<Application> {
  const { application, owner, procedure } = dossier;
  requireReady(dossier, dayIn(deps.timeZone, now));
  await requireOrganisationOf(procedure.authority, application.authorityId, deps);
  const demand = { level: procedure.signature, kinds: ['signature'] as const, holders: [owner.id] };
  const content = await requireSignature(signature, demand, deps, now);
  requireSame(content, bytesToSign(dossier));
  await requireAttached(dossier, deps, now);
  const copy: SignedCopy = {
    signature: Buffer.from(signature).toString('base64'),
    content: new TextDecoder().decode(content),
  };
  return deps.applications.change(application, {
    status: 'submitted',
    submittedAt: now.toISOString(),
    changedAt: now.toISOString(),
    digest: digestOf(signature),
    submission: await deps.personalData.seal(owner.id, owner.wrappedKey, copy),
  });
}

const record = (application: Application, account: Account, { audit }: SubmitApplicationDeps) =>
  audit.record({
    event: 'application.submitted',
    subject: account.id,
    actor: 'citizen',
    at: new Date(application.submittedAt ?? ''),
    once: `application-submitted#${application.id}`,
    details: {
      application: application.id,
      procedure: application.procedure,
      authority: application.authorityId,
      digest: application.digest ?? '',
    },
  });
