import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import { requireOwnSignature } from '../../domain/simple-signature/own-signature.ts';
import type {
  SimpleSignatureContent,
  SimpleSignatures,
} from '../../domain/simple-signature/simple-signatures.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowSimpleDeps extends CitizenDeps {
  readonly signatures: SimpleSignatures;
  readonly personalData: PersonalData;
}

/** GET /api/signatures/simple/{signature}: the sealed record again, for as long as the person has an account (D2). */
export async function showSimple(request: HttpRequest, deps: ShowSimpleDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const signature = await requireOwnSignature(request.params.signature ?? '', account.id, deps.signatures);
  const { name, record } = await deps.personalData.open<SimpleSignatureContent>(
    account.id,
    account.wrappedKey,
    signature.sealed,
  );
  const { id, state, digest, requestedAt, confirmedAt } = signature;
  return { body: { signature: id, state, digest, name, requestedAt, confirmedAt, record } };
}
