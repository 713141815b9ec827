import type { AnswerContent } from '../../contracts/procedures.ts';
import { openIdentity } from '../account/open-identity.ts';
import { type SettleDeps, settleRequest } from '../document-request/settle-request.ts';
import { Refusal } from '../errors.ts';
import { boxWords } from '../procedure/box-words.ts';
import { fileInBox, signedFile } from '../signed-document/file-in-box.ts';
import type { Application, SignedCopy } from './application.ts';
import type { Applications } from './applications.ts';
import { type Dossier, openCopy } from './dossier.ts';

export interface SettleApplicationDeps extends SettleDeps {
  readonly applications: Applications;
}

/**
 * Finishes whatever a crash left half done: issued documents that are not in the safe, a receipt or an answer that is not filed.
 * Every part happens once in effect; what is done is noted.
 */
export async function settleApplication(
  dossier: Dossier,
  deps: SettleApplicationDeps,
  now: Date,
): Promise<Dossier> {
  const titles = titlesOf(dossier);
  const documents = await Promise.all(
    dossier.documents.map(async (document) => {
      const { required, request } = document;
      if (request === undefined) return document;
      return {
        ...document,
        request: await settleRequest(request, dossier.owner, { required, ...titles }, deps, now),
      };
    }),
  );
  const receipted = await fileReceipt({ ...dossier, documents }, deps, now);
  return fileAnswer(receipted, deps, now);
}

const titlesOf = ({ procedure, owner }: Dossier) => ({ procedureTitle: procedure.title[owner.language] });

/** The signed application into the applicant's safe. */
export async function fileReceipt(
  dossier: Dossier,
  deps: SettleApplicationDeps,
  now: Date,
): Promise<Dossier> {
  const { application, owner } = dossier;
  const copy = await openCopy(application.submission, owner, deps);
  const at = application.submittedAt;
  if (copy === undefined || at === undefined || application.receiptAt !== undefined) return dossier;
  const words = boxWords('receipt', owner.language, wordsOf(dossier));
  await fileInBox(
    owner,
    { folder: 'safe', kind: 'document', at, key: `application-${application.id}` },
    { ...words, link: pageOf(application), files: [signedFile(application.procedure, copy.signature)] },
    deps,
  );
  return noted(dossier, { receiptAt: now.toISOString() }, deps);
}

/** The sealed answer into the safe, and a notice with its words. */
export async function fileAnswer(dossier: Dossier, deps: SettleApplicationDeps, now: Date): Promise<Dossier> {
  const { application, owner } = dossier;
  const copy = await openCopy(application.answer, owner, deps);
  const at = application.answeredAt;
  if (copy === undefined || at === undefined || application.answerFiledAt !== undefined) return dossier;
  const words = boxWords('answer', owner.language, { ...wordsOf(dossier), ...answerWords(dossier, copy) });
  const common = { ...words, from: application.authorityName, link: pageOf(application) };
  const files = [signedFile(`${application.procedure}-answer`, copy.signature)];
  const key = `answer-${application.id}`;
  await fileInBox(owner, { folder: 'safe', kind: 'document', at, key }, { ...common, files }, deps);
  await fileInBox(owner, { folder: 'notices', kind: 'notice', at, key: `${key}-notice` }, common, deps);
  await sendAnswerNotice(dossier, deps);
  return noted(dossier, { answerFiledAt: now.toISOString() }, deps);
}

async function sendAnswerNotice({ application, owner }: Dossier, deps: SettleApplicationDeps): Promise<void> {
  const { email } = await openIdentity(owner, deps.personalData);
  await deps.notifications.enqueue({
    id: `application-answered#${application.id}`,
    template: 'application-answered',
    language: owner.language,
    to: { email },
    data: { link: `${deps.issuer}${pageOf(application)}` },
  });
}

/** Somebody else may have noted it, or the answer may have come meanwhile: then what stands there counts. */
async function noted(
  dossier: Dossier,
  changes: { readonly receiptAt?: string; readonly answerFiledAt?: string },
  { applications }: SettleApplicationDeps,
): Promise<Dossier> {
  try {
    return { ...dossier, application: await applications.change(dossier.application, changes) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      ...dossier,
      application: (await applications.find(dossier.application.id)) ?? dossier.application,
    };
  }
}

const wordsOf = ({ application, procedure, owner }: Dossier) => ({
  procedure: procedure.title[owner.language],
  organisation: application.authorityName,
});

function answerWords({ procedure, owner }: Dossier, { content }: SignedCopy) {
  const { outcome, text } = JSON.parse(content) as AnswerContent;
  const known = procedure.answer.outcomes.find(({ value }) => value === outcome);
  return { outcome: known?.label[owner.language] ?? outcome, text };
}

const pageOf = ({ id }: Application): string => `/app/procedures/${id}`;
