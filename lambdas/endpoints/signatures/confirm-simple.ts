import type * as v from 'valibot';
import type { SimpleSignatureConfirmation } from '../../contracts/signatures.ts';
import type { Account } from '../../domain/account/account.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { OneTimeCodes } from '../../domain/one-time-code/one-time-codes.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { Seal } from '../../domain/seal/seal.ts';
import { requireOwnSignature } from '../../domain/simple-signature/own-signature.ts';
import { simpleSignatureRecord } from '../../domain/simple-signature/simple-signature-record.ts';
import {
  type SimpleSignature,
  type SimpleSignatureContent,
  type SimpleSignatures,
  simpleSignatureCode,
} from '../../domain/simple-signature/simple-signatures.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ConfirmSimpleDeps extends CitizenDeps {
  readonly issuer: string;
  readonly signatures: SimpleSignatures;
  readonly codes: OneTimeCodes;
  readonly personalData: PersonalData;
  readonly seal: Seal;
  readonly audit: AuditTrail;
}

/**
 * POST /api/signatures/simple/{signature}/confirm (D2): the right code signs. A confirmation that was cut off after the code was
 * right is finished by asking again: the code is not needed twice, and the record states the first instant.
 */
export async function confirmSimple(
  request: HttpRequest<v.InferOutput<typeof SimpleSignatureConfirmation>>,
  deps: ConfirmSimpleDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const { account } = await requireCitizen(request, deps);
  const id = request.params.signature ?? '';
  const waiting = await requireOwnSignature(id, account.id, deps.signatures);
  if (waiting.state === 'waiting') {
    await deps.codes.check({ ...simpleSignatureCode(id), code: request.body.code, now });
    await deps.signatures.confirm(id, now);
  }
  const confirmed = await requireOwnSignature(id, account.id, deps.signatures);
  const record = confirmed.state === 'signed' ? await kept(confirmed, account, deps) : undefined;
  const signed = record ?? (await seal(confirmed, account, now, deps));
  return { body: { signature: id, state: 'signed', record: signed } };
}

async function seal(
  signature: SimpleSignature,
  account: Account,
  now: Date,
  deps: ConfirmSimpleDeps,
): Promise<string> {
  const { id, digest, confirmedAt: signedAt = signature.requestedAt } = signature;
  const [content, identity] = await Promise.all([
    open(signature, account, deps),
    openIdentity(account, deps.personalData),
  ]);
  const { name, phone = identity.phone_number } = content;
  const facts = simpleSignatureRecord({ id, issuer: deps.issuer, digest, name, identity, phone, signedAt });
  const statement = new TextEncoder().encode(JSON.stringify(facts));
  const record = Buffer.from(await deps.seal.seal(statement, now)).toString('base64');
  const value: SimpleSignatureContent = { name, record };
  const sealed = await deps.personalData.seal(account.id, account.wrappedKey, value);
  await deps.audit.record({
    event: 'signature.simple-made',
    subject: account.id,
    actor: 'citizen',
    at: new Date(signedAt),
    details: { signature: id, digest },
    once: id,
  });
  const first = await deps.signatures.complete(id, sealed);
  if (first) return record;
  const earlier = await requireOwnSignature(id, account.id, deps.signatures);
  return kept(earlier, account, deps);
}

const open = (signature: SimpleSignature, account: Account, deps: Pick<ConfirmSimpleDeps, 'personalData'>) =>
  deps.personalData.open<SimpleSignatureContent>(account.id, account.wrappedKey, signature.sealed);

async function kept(
  signature: SimpleSignature,
  account: Account,
  deps: Pick<ConfirmSimpleDeps, 'personalData'>,
): Promise<string> {
  const { record } = await open(signature, account, deps);
  if (record === undefined) throw new Error('A signed record was not kept.');
  return record;
}
