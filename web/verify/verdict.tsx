import type { SignerReport } from '../../lambdas/contracts/signature-verification.ts';
import { calendarDate, dateAndTime } from '../i18n/format.ts';
import { sentenceOf, t } from '../i18n/translate.ts';
import { saveFile } from '../signing/save-file.ts';
import { Button } from '../ui/button.tsx';
import { CheckIcon, DownloadIcon, WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import type { Verdict } from './verification.ts';

interface Fact {
  readonly term: string;
  readonly value: string;
}

/** Term and value; what is not known is not shown. */
const Facts = ({ facts }: { readonly facts: readonly (Fact | undefined)[] }) => (
  <dl>
    {facts.flatMap((fact) =>
      fact
        ? [
            <div key={fact.term}>
              <dt>{fact.term}</dt>
              <dd>{fact.value}</dd>
            </div>,
          ]
        : [],
    )}
  </dl>
);

const fact = (term: string, value: string | undefined): Fact | undefined =>
  value === undefined || value === '' ? undefined : { term, value };

function personFacts({ certificate }: SignerReport): (Fact | undefined)[] {
  const attributes = certificate?.attributes;
  return [
    fact(t('verify.owner'), certificate?.owner),
    fact(t('verify.organisation-number'), certificate?.organisationNumber),
    attributes && fact(t('verify.birthdate'), calendarDate(attributes.birthdate)),
    attributes && fact(t('verify.sex'), sentenceOf(`verify.sex-${attributes.sex}`)),
    attributes && fact(t('verify.address'), attributes.address),
  ];
}

function certificateFacts({ certificate, revocation }: SignerReport): (Fact | undefined)[] {
  if (certificate === undefined) return [];
  const { kind, issuedBy, notBefore, notAfter } = certificate;
  return [
    kind === 'unknown' ? undefined : fact(t('verify.kind'), sentenceOf(`verify.kind-${kind}`)),
    fact(t('verify.issued-by'), issuedBy),
    fact(
      t('verify.validity'),
      t('verify.validity-dates', { from: dateAndTime(notBefore), to: dateAndTime(notAfter) }),
    ),
    revocation?.at === undefined
      ? undefined
      : fact(sentenceOf(`verify.${revocation.status}-since`) ?? '', dateAndTime(revocation.at)),
  ];
}

function timeFacts({ timeStamp, claimedAt, judgedAt }: SignerReport): (Fact | undefined)[] {
  if (timeStamp)
    return [
      fact(
        t('verify.signed-before'),
        t('verify.stamped', { at: dateAndTime(timeStamp.at), authority: timeStamp.authority }),
      ),
    ];
  return [
    claimedAt ? fact(t('verify.claimed'), t('verify.claimed-at', { at: dateAndTime(claimedAt) })) : undefined,
    fact(t('verify.judged'), dateAndTime(judgedAt)),
  ];
}

const Details = ({ certificate, digestAlgorithm, digest }: SignerReport) => (
  <details>
    <summary>{t('verify.details')}</summary>
    <Facts
      facts={[
        fact(t('verify.subject'), certificate?.subject),
        fact(t('verify.issuer'), certificate?.issuer),
        fact(t('verify.serial'), certificate?.serial),
        fact(t('verify.key'), certificate?.keyAlgorithm),
        fact(t('verify.usage'), certificate?.keyUsage.join(', ')),
        fact(t('verify.digest', { algorithm: digestAlgorithm ?? '' }), digest),
      ]}
    />
  </details>
);

const Signer = ({ report, heading }: { readonly report: SignerReport; readonly heading: string }) => (
  <section class="card signer">
    <h2>{heading}</h2>
    <Facts facts={[...personFacts(report), ...certificateFacts(report), ...timeFacts(report)]} />
    {report.certificate && <Details {...report} />}
  </section>
);

const Failure = ({ code }: { readonly code: string }) => (
  <>
    <h2>{sentenceOf(`verify.failure-${code}`)}</h2>
    <p>{sentenceOf(`verify.advice-${code}`)}</p>
  </>
);

/** Every reason once, the first one first. */
const reasonsOf = ({ answer }: Verdict): string[] => [
  ...new Set([
    ...(answer.failure ? [answer.failure] : []),
    ...answer.signers.flatMap(({ failures }) => failures),
  ]),
];

const Outcome = ({ verdict }: { readonly verdict: Verdict }) =>
  verdict.answer.valid ? (
    <div class="notice">
      <CheckIcon />
      <div>
        <h2>{t(verdict.mode === 'certificate' ? 'verify.confirmed-certificate' : 'verify.confirmed')}</h2>
        <p class="file-name">{verdict.name}</p>
      </div>
    </div>
  ) : (
    <div class="notice bad">
      <WarningIcon />
      <div>
        {reasonsOf(verdict).map((code) => (
          <Failure key={code} code={code} />
        ))}
      </div>
    </div>
  );

function saveReport({ answer, name }: Verdict): void {
  const text = JSON.stringify(answer, null, 2);
  saveFile(`${name}.verification.json`, 'application/json', new TextEncoder().encode(text));
}

/** The result: the plain sentence, who signed, and what to do where it failed (D6). */
export function VerdictPage({
  verdict,
  onAnother,
}: {
  readonly verdict: Verdict;
  readonly onAnother: () => void;
}) {
  const { answer, mode } = verdict;
  const signers = answer.signers.filter(({ certificate, timeStamp }) => certificate ?? timeStamp);
  const heading = (position: number): string => {
    if (mode === 'certificate') return t('verify.the-certificate');
    if (signers.length > 1) return t('verify.signature-number', { number: position + 1 });
    return t(answer.valid ? 'verify.the-signature' : 'verify.as-it-says');
  };
  return (
    <Page title={t(answer.valid ? 'verify.title-confirmed' : 'verify.title-failed')}>
      <Outcome verdict={verdict} />
      {signers.map((report, position) => (
        <Signer key={report.certificate?.serial ?? position} report={report} heading={heading(position)} />
      ))}
      <p class="soft small">
        {t('verify.scope', { origin: answer.verifiedBy, at: dateAndTime(answer.verifiedAt) })}
      </p>
      <div class="actions">
        <Button onPress={onAnother}>{t('verify.another')}</Button>
        <Button look="second" onPress={() => saveReport(verdict)}>
          <DownloadIcon />
          {t('verify.save-report')}
        </Button>
      </div>
    </Page>
  );
}
