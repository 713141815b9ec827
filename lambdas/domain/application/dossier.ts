import type {
  Applicant,
  AttachedDocument,
  FieldProblem,
  FormValues,
  Procedure,
  RequiredDocument,
} from '../../contracts/procedures.ts';
import type { Account } from '../account/account.ts';
import { openIdentity } from '../account/open-identity.ts';
import type { Decided, DocumentRequest, DocumentRequests } from '../document-request/document-request.ts';
import { openDecided } from '../document-request/open-request.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { applicantOf } from '../procedure/prefill.ts';
import { problemsOf } from '../procedure/validate-form.ts';
import { digestOf, fromBase64 } from '../signed-document/digest.ts';
import type { Application, Draft, SignedCopy } from './application.ts';
import { applicationDocument } from './application-document.ts';

/** An application with everything that belongs to it, opened. */
export interface Dossier {
  readonly application: Application;
  readonly owner: Account;
  readonly procedure: Procedure;
  readonly applicant: Applicant;
  readonly values: FormValues;
  readonly documents: readonly DossierDocument[];
}

/** A document that the procedure asks for, and the request that stands for it. */
export interface DossierDocument {
  readonly required: RequiredDocument;
  readonly request?: DocumentRequest;
  readonly decided: Decided;
}

export interface DossierDeps {
  readonly personalData: PersonalData;
  readonly documentRequests: Pick<DocumentRequests, 'find'>;
}

export async function openDossier(
  application: Application,
  owner: Account,
  procedure: Procedure,
  deps: DossierDeps,
): Promise<Dossier> {
  const [draft, identity, documents] = await Promise.all([
    deps.personalData.open<Draft>(owner.id, owner.wrappedKey, application.sealed),
    openIdentity(owner, deps.personalData),
    Promise.all(procedure.documents.map((required) => openDocument(application, owner, required, deps))),
  ]);
  return { application, owner, procedure, applicant: applicantOf(identity), values: draft.values, documents };
}

async function openDocument(
  application: Application,
  owner: Account,
  required: RequiredDocument,
  deps: DossierDeps,
): Promise<DossierDocument> {
  const id = application.requests[required.id];
  const request = id === undefined ? undefined : await deps.documentRequests.find(id);
  if (request === undefined) return { required, decided: {} };
  return { required, request, decided: await openDecided(request, owner, deps) };
}

/** What is missing or wrong before the application can be signed; documents as `document:<id>`. */
export function problemsOfDossier({ procedure, values, documents }: Dossier, today: string): FieldProblem[] {
  return [
    ...problemsOf(procedure.sections, values, today),
    ...documents.flatMap((document) => {
      const code = problemOfDocument(document);
      return code === undefined ? [] : [{ field: `document:${document.required.id}`, code }];
    }),
  ];
}

function problemOfDocument({ required, request, decided }: DossierDocument): string | undefined {
  switch (request?.status) {
    case 'issued':
      return isIntact(request, decided) ? undefined : 'document-altered';
    case 'requested':
      return required.optional ? undefined : 'document-awaited';
    case 'refused':
      return required.optional ? undefined : 'document-refused';
    default:
      return required.optional ? undefined : 'document-missing';
  }
}

/** The bytes that are kept are those that were issued. */
const isIntact = (request: DocumentRequest, { signature }: Decided): boolean =>
  signature !== undefined && digestOf(fromBase64(signature)) === request.digest;

/** The documents that go along, by their digests. */
export function attachedDocuments({ documents }: Dossier): AttachedDocument[] {
  return documents.flatMap(({ required, request }) =>
    request?.status === 'issued' && request.digest !== undefined
      ? [
          {
            document: required.id,
            request: request.id,
            issuer: { id: request.issuerId, name: request.issuerName },
            digest: request.digest,
          },
        ]
      : [],
  );
}

/** The bytes that the applicant signs, as the application stands now. */
export function bytesToSign(dossier: Dossier): Uint8Array {
  const { application, procedure, applicant, values } = dossier;
  return applicationDocument(application, procedure, {
    applicant,
    values,
    documents: attachedDocuments(dossier),
  });
}

/** A signed copy, opened; undefined where there is none. */
export async function openCopy(
  sealed: string | undefined,
  owner: Account,
  { personalData }: Pick<DossierDeps, 'personalData'>,
): Promise<SignedCopy | undefined> {
  return sealed === undefined ? undefined : personalData.open<SignedCopy>(owner.id, owner.wrappedKey, sealed);
}
