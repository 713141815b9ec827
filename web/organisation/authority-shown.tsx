import type { AuthorityView } from '../../lambdas/contracts/organisations.ts';
import { dateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { CheckIcon, WarningIcon } from '../ui/icons.tsx';
import { Facts } from './facts.tsx';
import { authorityName, authorityNames, groupedNumber, periodOf } from './organisation-words.ts';

const Verdict = ({ view }: { readonly view: AuthorityView }) => (
  <div class={view.authorised ? 'notice' : 'notice bad'}>
    {view.authorised ? <CheckIcon /> : <WarningIcon />}
    <div>
      <h2>{t(view.authorised ? 'authority-check.authorised' : 'authority-check.not-authorised')}</h2>
      {view.authorised && view.signer && view.organisation && (
        <p>
          {t('authority-check.authorised-text', {
            name: view.signer.name,
            organisation: view.organisation.name,
          })}
        </p>
      )}
      {view.failures.length > 0 && (
        <ul>
          {view.failures.map((failure) => (
            <li key={failure}>{t(`authority-failure.${failure}`)}</li>
          ))}
        </ul>
      )}
    </div>
  </div>
);

type OfChain = NonNullable<AuthorityView['approval']>;

const Signature = ({ signature }: { readonly signature: OfChain }) => (
  <>
    {signature.at
      ? t('authority-check.by-at', { name: signature.by, date: dateAndTime(signature.at) })
      : signature.by}
    <code class="serial">{t('authority-check.certificate', { serial: signature.serial })}</code>
    {!signature.valid && <span class="field-error">{t('authority-check.signature-bad')}</span>}
  </>
);

/** Who signed, with which post, for whom, by whose approval; and whether that holds (E4). */
export const AuthorityShown = ({ view }: { readonly view: AuthorityView }) => {
  const { signer, organisation, attribute, delegateSignature, approval } = view;
  return (
    <>
      <Verdict view={view} />
      <Facts
        facts={[
          [t('authority-check.authority'), authorityName(view.authority)],
          [t('authority-check.signer'), signer?.name],
          [t('authority-check.signed-at'), signer && dateAndTime(signer.signedAt)],
          [
            t('authority-check.organisation'),
            organisation && `${organisation.name}, ${groupedNumber(organisation.number)}`,
          ],
          [t('attribute-request.post'), attribute?.post],
          [t('authority-check.department'), attribute?.department],
          [t('attribute-request.authorities'), attribute && authorityNames(attribute.authorities)],
          [t('attribute-request.period'), attribute && periodOf(attribute)],
          [
            t('authority-check.revoked-at'),
            attribute?.revokedAt !== undefined ? dateAndTime(attribute.revokedAt) : undefined,
          ],
          [
            t('authority-check.delegate-signature'),
            delegateSignature && <Signature signature={delegateSignature} />,
          ],
          [t('authority-check.approval'), approval && <Signature signature={approval} />],
          [t('authority-check.checked-at'), dateAndTime(view.checkedAt)],
        ]}
      />
      {view.basis === 'organisation' && <p class="soft">{t('authority-check.own-certificate')}</p>}
    </>
  );
};
