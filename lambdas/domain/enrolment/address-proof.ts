import { Refusal } from '../errors.ts';
import type { CodeOwner, CodeRules, IssuedCode, OneTimeCodes } from '../one-time-code/one-time-codes.ts';
import type { Dossier, Dossiers } from './dossier.ts';
import type { Enrolment, PendingProof } from './enrolment.ts';

/** Whose code it is: bound to the enrolment and to the very address it was sent to. */
export function codeOwner(enrolmentId: string, kind: PendingProof['kind'], handle: string): CodeOwner {
  return { purpose: `enrolment-${kind}`, subject: `${enrolmentId} ${handle}` };
}

/** What is kept of a code on its way. */
export function pendingProof(
  kind: PendingProof['kind'],
  handle: string,
  rules: CodeRules,
  issued: IssuedCode,
): PendingProof {
  return {
    kind,
    handle,
    codeLength: rules.length,
    expiresAt: issued.expiresAt.toISOString(),
    resendAt: issued.resendAt.toISOString(),
    triesLeft: issued.triesLeft,
  };
}

/** Whether the address of this kind is proved and no other is being proved: a repeated confirmation changes nothing. */
export function isProved(enrolment: Enrolment, kind: PendingProof['kind']): boolean {
  const handle = kind === 'email' ? enrolment.emailHandle : enrolment.phoneHandle;
  return handle !== undefined && enrolment.pending?.kind !== kind;
}

/**
 * Checks a code against the one that is on its way, and keeps how many tries are left for the next page.
 * @throws Refusal conflict `no-code-sent`; those of `OneTimeCodes.check`
 */
export async function requireRightCode(
  dossier: Dossier,
  kind: PendingProof['kind'],
  code: string,
  deps: { readonly codes: OneTimeCodes; readonly dossiers: Dossiers },
  now: Date,
): Promise<PendingProof> {
  const { pending, id } = dossier.enrolment;
  if (pending?.kind !== kind) {
    throw new Refusal('conflict', 'no-code-sent', 'No code was sent yet. Ask for one first.', {
      next: ['new-code'],
    });
  }
  try {
    await deps.codes.check({ ...codeOwner(id, kind, pending.handle), code, now });
  } catch (error) {
    if (error instanceof Refusal) await keepTriesLeft(dossier, pending, error, deps.dossiers, now);
    throw error;
  }
  return pending;
}

async function keepTriesLeft(
  dossier: Dossier,
  pending: PendingProof,
  refusal: Refusal,
  dossiers: Dossiers,
  now: Date,
): Promise<void> {
  const triesLeft = refusal.details.triesLeft ?? (refusal.code === 'code-spent' ? 0 : pending.triesLeft);
  if (triesLeft === pending.triesLeft) return;
  try {
    await dossiers.advance(dossier, { pending: { ...pending, triesLeft } }, now);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error; // another try came at once; the code store counts exactly
  }
}
