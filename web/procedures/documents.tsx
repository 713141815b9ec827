import type {
  AnswerContent,
  Applicant,
  ApplicationContent,
  IssuedContent,
  Procedure,
  RequiredDocument,
} from '../../lambdas/contracts/procedures.ts';
import { calendarDate } from '../i18n/format.ts';
import { sentenceOf, t } from '../i18n/translate.ts';
import { said } from './procedures.ts';
import { Fact, Sheet, SheetSections } from './sheet.tsx';

const ApplicantFacts = ({ applicant }: { readonly applicant: Applicant }) => (
  <section>
    <h3>{t('proc.applicant')}</h3>
    <dl class="facts">
      <Fact label={t('proc.name')}>{applicant.name}</Fact>
      <Fact label={t('proc.birthdate')}>{calendarDate(applicant.birthdate)}</Fact>
      <Fact label={t('proc.sex')}>{sentenceOf(`gender.${applicant.sex}`) ?? applicant.sex}</Fact>
      <Fact label={t('proc.address')}>{applicant.address}</Fact>
    </dl>
  </section>
);

const titleOfDocument = (procedure: Procedure, id: string): string => {
  const found = procedure.documents.find((document) => document.id === id);
  return found ? said(found.title) : id;
};

interface ApplicationSheetProps {
  readonly content: ApplicationContent;
  readonly procedure: Procedure;
}

/** The application as it is, or was, signed. */
export const ApplicationSheet = ({ content, procedure }: ApplicationSheetProps) => (
  <Sheet kind={t('proc.application-to', { authority: content.authority.name })} title={said(procedure.title)}>
    <ApplicantFacts applicant={content.applicant} />
    <SheetSections sections={procedure.sections} values={content.values} />
    {content.documents.length > 0 && (
      <section>
        <h3>{t('proc.attached')}</h3>
        <dl class="facts">
          {content.documents.map(({ document, issuer, digest }) => (
            <Fact key={document} label={titleOfDocument(procedure, document)}>
              {issuer.name}
              <span class="digest" title={t('proc.fingerprint')}>
                {digest}
              </span>
            </Fact>
          ))}
        </dl>
      </section>
    )}
  </Sheet>
);

interface IssuedSheetProps {
  readonly content: IssuedContent;
  readonly required: RequiredDocument;
}

/** What an issuer certifies, or certified. */
export const IssuedSheet = ({ content, required }: IssuedSheetProps) => (
  <Sheet kind={content.issuer.name} title={said(required.title)}>
    <section>
      <h3>{t('proc.about')}</h3>
      <dl class="facts">
        <Fact label={t('proc.name')}>{content.person.name}</Fact>
        <Fact label={t('proc.birthdate')}>{calendarDate(content.person.birthdate)}</Fact>
      </dl>
    </section>
    <SheetSections sections={required.form} values={content.values} />
    <p class="soft">{t('proc.issued-on', { date: calendarDate(content.issuedOn) })}</p>
  </Sheet>
);

/** What the authority decided. */
export const AnswerSheet = ({
  content,
  procedure,
}: {
  readonly content: AnswerContent;
  readonly procedure: Procedure;
}) => (
  <Sheet kind={content.authority.name} title={outcomeName(procedure, content.outcome)}>
    <p class="answer-text">{content.text}</p>
    <dl class="facts">
      <Fact label={t('proc.procedure')}>{said(procedure.title)}</Fact>
      <Fact label={t('proc.applicant')}>{content.applicant.name}</Fact>
      <Fact label={t('proc.decided-on')}>{calendarDate(content.decidedOn)}</Fact>
    </dl>
  </Sheet>
);

export function outcomeName(procedure: Procedure | undefined, outcome: string): string {
  const found = procedure?.answer.outcomes.find(({ value }) => value === outcome);
  return found ? said(found.label) : outcome;
}
