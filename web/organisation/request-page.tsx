import type { AttributeRequestView } from '../../lambdas/contracts/organisations.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { fromBase64, toBase64 } from '../signing/key-derivation.ts';
import { SignWithPassword } from '../signing/sign-with-password.tsx';
import { announce } from '../ui/announce.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Approve } from './approve.tsx';
import { FetchedPage } from './fetched-page.tsx';
import { dayOf } from './organisation-words.ts';
import type { Params } from './params.ts';
import { RequestFacts } from './request-facts.tsx';
import type { RequestProps } from './request-props.ts';

/** The delegate's fourth screen: the password of the signing key (E-10). */
const Sign = ({ request, onChanged }: RequestProps) => (
  <section>
    <h2>{t('attribute-request.sign-title')}</h2>
    <p>{t('attribute-request.sign-lead')}</p>
    <SignWithPassword
      what={{ content: fromBase64(request.toSign ?? '') }}
      kind="signature"
      label={t('attribute-request.sign')}
      onSigned={async (cms) => {
        const signature = toBase64(cms);
        await citizenCall('POST', `/api/attribute-requests/${request.id}/signature`, { signature });
        announce(t('attribute-request.signed'));
        onChanged();
      }}
    />
  </section>
);

const Shown = ({ request, onChanged }: RequestProps) => {
  const delegateSigns = request.state === 'draft' && request.toSign !== undefined;
  const representativeDecides = request.state === 'signed' && request.toSign !== undefined;
  const waits = request.state === 'draft' || request.state === 'signed';
  return (
    <Page
      title={t('attribute-request.title', { organisation: request.document.organisation.name })}
      kicker={delegateSigns ? t('ask-attribute.step', { step: 4 }) : undefined}
    >
      <RequestFacts request={request} />
      {waits && <p class="soft">{t('attribute-request.waits-until', { date: dayOf(request.validUntil) })}</p>}
      {delegateSigns && <Sign request={request} onChanged={onChanged} />}
      {(representativeDecides || request.state === 'approved') && (
        <Approve request={request} onChanged={onChanged} />
      )}
      {!delegateSigns && !representativeDecides && (
        <div class="actions">
          <ButtonLink href="/organisation/attributes" look="second">
            {t('organisation.attributes')}
          </ButtonLink>
          <ButtonLink href={`/organisation/${request.document.organisation.number}`} look="quiet">
            {request.document.organisation.name}
          </ButtonLink>
        </div>
      )}
    </Page>
  );
};

/** `/organisation/requests/{request}`: to sign for the delegate, to approve for the representative. */
export default function RequestPage({ params }: { readonly params: Params }) {
  return (
    <FetchedPage<AttributeRequestView>
      path={`/api/attribute-requests/${encodeURIComponent(params.request ?? '')}`}
    >
      {(request, reload) => <Shown key={request.state} request={request} onChanged={reload} />}
    </FetchedPage>
  );
}
