import type { AttributesView } from '../../lambdas/contracts/procedures.ts';
import { t } from '../i18n/translate.ts';
import { AuthorityShown } from '../organisation/authority-shown.tsx';
import { FetchedPage } from '../organisation/fetched-page.tsx';
import type { Params } from '../organisation/params.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { said } from './procedures.ts';
import { DeliveryVerdicts } from './verdicts.tsx';
import './procedures.css';

/** “Show attributes”: who signed a document and by what right, checked at this moment (E-23, E4). */
export default function AttributesPage({ params }: { readonly params: Params }) {
  const { organisation = '', application = '', document = '' } = params;
  const path = `/organisations/${encodeURIComponent(organisation)}/applications/${encodeURIComponent(application)}`;
  return (
    <FetchedPage<AttributesView>
      path={`/api${path}/attributes?document=${encodeURIComponent(document)}`}
      back={{ href: `/organisation/${organisation}/applications/${application}`, title: t('proc.back') }}
    >
      {(view) => (
        <Page title={t('proc.attributes')} kicker={said(view.title)} lead={view.issuer.name}>
          <AuthorityShown view={view.authority} />
          <h2>{t('proc.delivery')}</h2>
          <ul class="verdicts">
            <DeliveryVerdicts delivery={view.delivery} />
          </ul>
          <div class="actions">
            <ButtonLink href={`/organisation/${organisation}/applications/${application}`} look="second">
              {t('proc.back')}
            </ButtonLink>
          </div>
        </Page>
      )}
    </FetchedPage>
  );
}
