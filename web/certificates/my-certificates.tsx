import type { CertificatesView } from '../../lambdas/contracts/certificates.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { sentenceOf, t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { CertificateCard } from './certificate-card.tsx';
import { applyPath, statusSentence } from './certificates.ts';

type Shelf = CertificatesView['certificates'];
type Offer = CertificatesView['offers'][number];
const OWN = ['authentication', 'signature'] as const;

const isLiving = ({ status }: Shelf[number]): boolean => status === 'good' || status === 'suspended';

/** What stands in the way, and is put right on the page of one's own details. */
const MENDED_IN_DETAILS = new Set(['address-missing', 'level-too-low', 'identity-changing']);

const OfferLine = ({ offer }: { readonly offer: Offer }) =>
  offer.possible ? (
    <div class="actions">
      <ButtonLink href={applyPath(offer.kind)}>
        {t(offer.renews ? 'certificates.renew' : 'certificates.get')}
        <span class="hidden-visually"> {t(`certificates.${offer.kind}`)}</span>
      </ButtonLink>
    </div>
  ) : (
    <>
      <p class="soft">{sentenceOf(`problem.${offer.code}`) ?? ''}</p>
      {MENDED_IN_DETAILS.has(offer.code ?? '') && (
        <div class="actions">
          <ButtonLink href="/app/identity" look="second" small>
            {t('apply.correct-mine')}
          </ButtonLink>
        </div>
      )}
    </>
  );

interface KindProps {
  readonly kind: (typeof OWN)[number];
  readonly shelf: Shelf;
  readonly offer: Offer | undefined;
  readonly onChanged: () => void;
}

const OwnKind = ({ kind, shelf, offer, onChanged }: KindProps) => {
  const living = shelf.filter((one) => one.kind === kind && isLiving(one));
  return (
    <section class="certificate-kind">
      <h2>{t(`certificates.${kind}`)}</h2>
      <p>{t(`certificates.${kind}-for`)}</p>
      {living.map((certificate) => (
        <CertificateCard key={certificate.serial} certificate={certificate} onChanged={onChanged} />
      ))}
      {living.length === 0 && <p class="soft">{t('certificates.none')}</p>}
      {living.length === 0 && offer && <OfferLine offer={offer} />}
    </section>
  );
};

const OfOrganisations = ({ shelf, onChanged }: { readonly shelf: Shelf; readonly onChanged: () => void }) => (
  <>
    {shelf.filter(isLiving).map((certificate) => (
      <section key={certificate.serial} class="certificate-kind">
        <h2>
          {t(certificate.kind === 'corporate' ? 'certificates.corporate' : 'certificates.official-seal')}
        </h2>
        <p>{t('certificates.of-organisation', { organisation: certificate.organisation ?? '' })}</p>
        <CertificateCard certificate={certificate} onChanged={onChanged} />
      </section>
    ))}
  </>
);

const Earlier = ({ shelf }: { readonly shelf: Shelf }) => (
  <details>
    <summary>{t('certificates.older')}</summary>
    <ul class="list">
      {shelf.map((certificate) => (
        <li key={certificate.serial}>
          <strong>{t(`certificates.${certificate.kind}`)}</strong>
          <span>{statusSentence(certificate)}</span>
        </li>
      ))}
    </ul>
  </details>
);

/** `/app/certificates`: one to log in, one to sign (C1). */
export const MyCertificates = () => (
  <Page title={t('certificates.title')} lead={t('certificates.lead')}>
    <Fetched<CertificatesView> path="/api/certificates">
      {({ certificates, offers }, reload) => {
        const own = certificates.filter(({ kind }) => kind === 'authentication' || kind === 'signature');
        const earlier = certificates.filter((one) => !isLiving(one) && one.status !== 'issuing');
        return (
          <>
            {OWN.map((kind) => (
              <OwnKind
                key={kind}
                kind={kind}
                shelf={own}
                offer={offers.find((offer) => offer.kind === kind)}
                onChanged={reload}
              />
            ))}
            <OfOrganisations shelf={certificates.filter((one) => !own.includes(one))} onChanged={reload} />
            {earlier.length > 0 && <Earlier shelf={earlier} />}
          </>
        );
      }}
    </Fetched>
  </Page>
);
